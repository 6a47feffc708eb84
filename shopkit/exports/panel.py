"""The data-quality panel: what was checked, what came of it, and what could not be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopkit.exports import wording
from shopkit.exports.quality import EXPECTED
from shopkit.findings import Severity
from shopkit.i18n import Lang, full_day, listed, text, texts

if TYPE_CHECKING:
    from shopkit.exports.reconcile import Check, Outcome
    from shopkit.exports.shop import Shop

ALIBABA = {"ads_plans", "affiliate_shop"}
PAID, COSTS = "orders_shop_paid", "cost_missing"  # checks that have a row of their own


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the panel.

    Attributes:
        what: what was checked.
        result: what came of it, or why it could not be checked.
        outcome: `fits`, `differs` or `unknown`.
        verdict: the outcome in words, with a sign.
    """

    what: str
    result: str
    outcome: Outcome
    verdict: str


def panel(shop: Shop, lang: Lang, *, whole: bool = False) -> list[Row]:
    """Return the panel: files, rows, days, agreement, costs, findings.

    Args:
        shop: the shop.
        lang: language of every text.
        whole: one row for every check instead of a row that counts them.
    """
    platform = shop.plan.shop.platform
    head = [_files(shop, lang), _rows(shop, lang), _days(shop, lang)]
    named = {check.code: check for check in shop.checks if _shown(check, shop)}
    if whole:
        rows = (_named(check, platform, lang) for check in named.values())
        return [*head, *rows, _findings(shop, lang)]
    paid, costs = named.pop(PAID), named.pop(COSTS)
    middle = [
        _agreement(paid, platform, lang),
        _row("costs", wording.result(costs, lang, platform), costs.outcome, lang),
    ]
    return [*head, *middle, _others(list(named.values()), lang), _findings(shop, lang)]


def _shown(check: Check, shop: Shop) -> bool:
    """Tell whether a check has a row: one that another platform's files would need has none."""
    elsewhere = shop.plan.shop.platform not in ("taobao", "tmall") and check.code in ALIBABA
    return "name" in texts("quality")["check"][check.code] and not (
        elsewhere and check.outcome == "unknown"
    )


def _row(name: str, result: str, outcome: Outcome, lang: Lang) -> Row:
    what = text(f"quality.panel.{name}", lang)
    return Row(what, result, outcome, text(f"quality.verdict.{outcome}", lang))


def _named(check: Check, platform: str, lang: Lang) -> Row:
    what, result = (say(check, lang, platform) for say in (wording.name, wording.result))
    return Row(what, result, check.outcome, text(f"quality.verdict.{check.outcome}", lang))


def _files(shop: Shop, lang: Lang) -> Row:
    unknown = sum(file.kind is None for file in shop.files)
    key = "files_some" if unknown else "files_all"
    said = text(f"quality.panel.{key}", lang, files=len(shop.files), unknown=unknown)
    return _row("files", said, "differs" if unknown else "fits", lang)


def _rows(shop: Shop, lang: Lang) -> Row:
    """Return how many rows are in the tables; older versions and totals rows are no loss."""
    reasons = sum((Counter(file.reasons) for file in shop.files), Counter[str]())
    lost = sum(count for code, count in reasons.items() if code not in EXPECTED)
    counts = {"kept": sum(file.kept for file in shop.files), "rejected": reasons.total()}
    shown = {name: f"{count:,}" for name, count in (counts | {"lost": lost}).items()}
    key = "rows_lost" if lost else "rows_kept" if reasons else "rows_all"
    said = text(f"quality.panel.{key}", lang, **shown)
    return _row("rows", said, "differs" if lost else "fits", lang)


def _days(shop: Shop, lang: Lang) -> Row:
    if not any(shop.days_covered().values()):
        return _row("days", text("quality.panel.days_spans", lang), "unknown", lang)
    platform, missing = shop.plan.shop.platform, shop.missing_days().items()
    holes = [
        _hole(wording.table_name(table, lang, platform), len(days), lang)
        for table, days in missing
        if days
    ]
    said = {"start": full_day(shop.first_day, lang), "end": full_day(shop.last_day, lang)}
    if shop.impossible_dates:
        return _row("days", text("quality.panel.days_wrong", lang, **said), "differs", lang)
    key = "days_holes" if holes else "days_whole"
    result = text(f"quality.panel.{key}", lang, **said, list=listed(holes, lang))
    return _row("days", result, "differs" if holes else "fits", lang)


def _hole(table: str, days: int, lang: Lang) -> str:
    return text("quality.panel.days_hole", lang, table=table, days=days)


def _agreement(paid: Check, platform: str, lang: Lang) -> Row:
    if paid.outcome == "unknown":
        return _row("agree", wording.result(paid, lang, platform), "unknown", lang)
    said = wording.worded(paid, lang) | {"share": wording.floored(paid.share)}
    result = text(f"quality.panel.agree_{paid.outcome}", lang, **said)
    return _row("agree", result, paid.outcome, lang)


def _others(checks: Sequence[Check], lang: Lang) -> Row:
    count = Counter(check.outcome for check in checks)
    outcomes: tuple[Outcome, ...] = ("differs", "fits", "unknown")
    there = [outcome for outcome in outcomes if count[outcome]]
    said = [text(f"quality.panel.others_{one}", lang, n=count[one]) for one in there]
    return _row("others", listed(said, lang), there[0], lang)


def _findings(shop: Shop, lang: Lang) -> Row:
    count = Counter(finding.severity for finding in shop.findings(lang))
    if not count:
        return _row("findings", text("quality.panel.findings_none", lang), "fits", lang)
    worst_first = sorted(count, reverse=True)
    said = [text(f"quality.panel.findings_{one:d}", lang, n=count[one]) for one in worst_first]
    weak: Outcome = "differs" if worst_first[0] > Severity.NOTE else "fits"
    return _row("findings", listed(said, lang), weak, lang)
