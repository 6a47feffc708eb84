"""One report: a shop, a period and a language on one self-contained page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from shopkit.findings import Finding, Severity, by_money
from shopkit.i18n import Lang, day, full_day, money, text
from shopkit.reports.cells import Chapter
from shopkit.reports.parts import as_json, render, source

if TYPE_CHECKING:
    from datetime import date

    from shopkit.exports.panel import Row
    from shopkit.kpi import Story
    from shopkit.periods import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything one page says.

    Attributes:
        shop: the shop's name.
        platform: taobao, tmall, jd or other.
        lang: the page's language.
        comparison: the period asked for and what it is held against.
        data_to: last day the files cover; None for a shop without sales.
        story: the summary.
        quality: findings about the files; the last chapter shows them.
        trust: what was checked of the files, the findings last.
        chapters: the executed notebooks.
        entry: what manifest.json says of this report, apart from how long it took.
    """

    shop: str
    platform: str
    lang: Lang
    comparison: Comparison
    data_to: date | None
    story: Story
    quality: Sequence[Finding]
    chapters: Sequence[Chapter]
    entry: dict[str, Any]
    trust: Sequence[Row] = ()


def report_html(report: Report) -> str:
    """Return the page."""
    kind = kind_text(report)
    return render(
        "report.html.j2",
        report.lang,
        _scripts(report.chapters),
        title=f"{report.shop} {kind}",
        css=source("style.css") + _figure_css(),
        shop=report.shop,
        platform=report.platform,
        kind=kind,
        to_date=report.comparison.to_date,
        data_to=_data_to(report),
        story=report.story,
        findings=[_row(finding, report.lang) for finding in by_money(report.story.findings)],
        **_caution(report),
        trust=report.trust[:-1],
        chapters=report.chapters,
        inputs=report.entry["inputs"],
        versions=report.entry["versions"],
        workbook=PurePosixPath(report.entry.get("workbook", "")).name,
        entry=as_json(report.entry),
    )


def kind_text(report: Report) -> str:
    """Return what kind of report it is, and of which period: 2026年10月经营月报."""
    asked = report.comparison.asked
    key = {"month": "kind_month", "week": "kind_week"}.get(asked.kind, "kind_range")
    key = "kind_planned" if report.data_to is None else key
    return text(f"reports.report.{key}", report.lang, period=asked.label(report.lang))


def _data_to(report: Report) -> str:
    if report.data_to is None:
        return text("reports.report.data_none", report.lang)
    return text("reports.report.data_to", report.lang, day=full_day(report.data_to, report.lang))


def _row(finding: Finding, lang: Lang) -> dict[str, Any]:
    """Return a finding as a table row: its first statement in bold, the others below."""
    said = [finding.said, finding.recomputed, finding.cause, finding.evidence]
    title, *rest = [words for words in said if words] or [finding.place]
    due = day(finding.due, lang) if finding.due else ""
    return {
        "title": title,
        "evidence": rest,
        "amount": money(finding.cny, lang),
        "known": finding.cny is not None,
        "action": finding.action,
        "owner_due": " · ".join(words for words in (finding.owner, due) if words),
    }


def _caution(report: Report) -> dict[str, str]:
    """Return what stands above the figures where the files cannot be fully trusted."""
    kinds: tuple[tuple[Severity, str, str], ...] = (
        (Severity.ERROR, "error", "x"),
        (Severity.WARNING, "warning", "y"),
    )
    for severity, name, chip in kinds:
        if n := sum(finding.severity == severity for finding in report.quality):
            said = text(f"reports.report.caution_{name}", report.lang, n=n)
            return {"caution": said, "caution_class": chip}
    calm = report.trust[-1].result if report.trust else ""
    return {"caution": calm, "caution_class": ""}


def _scripts(chapters: Sequence[Chapter]) -> list[str]:
    """Return the one bundle that draws every figure, or nothing on a page without any."""
    from shopkit.charts.figure import vega_bundle

    blocks = [block for chapter in chapters for row in chapter.rows for block in row]
    drawn = any(item.kind == "figure" for block in blocks for item in block.shown)
    return [vega_bundle()] if drawn else []


def _figure_css() -> str:
    from shopkit.charts.figure import FIGURE_CSS

    return FIGURE_CSS
