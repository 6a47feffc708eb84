"""Everything positioning has to warn of, the warnings first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopkit.findings import Finding
from shopkit.i18n import Lang
from shopkit.positioning.brand import brand_findings, difference_findings
from shopkit.positioning.canvas import canvas_findings
from shopkit.positioning.competitors import competitor_findings
from shopkit.positioning.evidence import evidence_findings
from shopkit.positioning.fit import fit_findings
from shopkit.positioning.segments import segment_findings
from shopkit.positioning.study import Study

if TYPE_CHECKING:
    from shopkit.plan import Plan


def findings(plan: Plan, seen: Study, lang: Lang) -> list[Finding]:
    """Return what does not fit, is missing or has no source; may be empty."""
    found = [
        *fit_findings(plan, seen, lang),
        *segment_findings(plan.customers, lang),
        *brand_findings(plan.brand, lang),
        *difference_findings(plan.positioning.difference, lang),
        *evidence_findings(plan, seen.offers, lang),
        *competitor_findings(plan, lang),
        *canvas_findings(plan, lang),
    ]
    return sorted(found, key=lambda one: -one.severity)
