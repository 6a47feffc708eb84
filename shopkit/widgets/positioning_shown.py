"""What the positioning notebook shows of the plan: what there is, a band in words, canvas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from shopkit import positioning
from shopkit.charts.table import Cell, Content, Table
from shopkit.exports.quality import EXPECTED
from shopkit.i18n import Lang, listed, money, percent, text
from shopkit.plan.changes import plain
from shopkit.positioning.bands import price_range
from shopkit.positioning.wording import titles

if TYPE_CHECKING:
    from shopkit.advertising import Found
    from shopkit.plan import Plan, Stale
    from shopkit.widgets.positioning import PositioningView

UNPRICED = ("customers", "brand", "products")  # what they are decided from has no amount
BAND = ("positioning.price_from_cny", "positioning.price_to_cny")
PARTS = ("offers", "competitors", "customers", "sales", "keywords", "brand")


def state(view: PositioningView, offers: int) -> Table:
    """Return what there is of each thing that is used, and what to do where there is none."""
    lang, plan = view.lang, view.plan
    sheet = positioning.brand_sheet(plan.brand)
    counts = {
        "offers": offers,
        "competitors": len(plan.competitors),
        "customers": len(plan.customers.segments),
        "sales": view.tables["order_lines"]["title"].n_unique(),
        "keywords": view.tables["keywords"].height,
        "brand": len(sheet.statements) - len(sheet.missing),
    }
    heads = [text(f"decide.have.{name}", lang) for name in ("part", "state", "next")]
    rows: list[list[Content]] = []
    for part, n in counts.items():
        there = text(f"decide.have.{part}_is", lang, n=n)
        empty = [file.file for file in view.shop.files if file.kind == part and file.empty]
        none = Cell(text(f"decide.have.{'empty' if empty else 'none'}", lang), "muted")
        todo = _unused(view, part) if n else _to_do(part, empty, lang)
        rows.append([text(f"decide.have.{part}", lang), there if n else none, todo])
    return Table(heads, rows, "lll", lang)


def _to_do(part: str, empty: Sequence[str], lang: Lang) -> str:
    """Return what to do where there is nothing: fill in the tables that are there, or make one."""
    if empty:
        return text("decide.have.empty_next", lang, list=listed(list(empty), lang))
    return text(f"decide.have.{part}_next", lang)


def _unused(view: PositioningView, part: str) -> Content:
    """Return how many rows of the shop's own table were not used, why, and how to mend them."""
    lost: Counter[str] = Counter()
    for file in view.shop.files:
        if file.kind == part:
            lost.update({code: n for code, n in file.reasons.items() if code not in EXPECTED})
    if not lost:
        return ""
    lang = view.lang
    why = [f"{text(f'exports.reason.{code}', lang)} × {n}" for code, n in lost.most_common()]
    said = {"rows": lost.total(), "why": listed(why, lang)}
    return Cell(text(f"decide.have.{part}_unused", lang, **said), "bad_text")


def flags(values: Iterable[object], lang: Lang) -> list[str]:
    """Return yes, no or unknown as signs."""
    signs = {True: "yes", False: "no"}  # numpy's own True is equal to True
    found = (next((s for flag, s in signs.items() if value == flag), "unknown") for value in values)
    return [text(f"decide.names.{sign}", lang) for sign in found]


def band_said(study: positioning.Study, low: float, high: float, lang: Lang) -> str:
    """Return what the market table holds between two prices."""
    held = study.within(low, high)
    said: dict[str, object] = {"range": price_range(low, high)}
    if not held.offers:
        return text("decide.bands.empty", lang, **said)
    said |= {"demand": percent(held.demand), "supply": percent(held.supply), "own": held.own}
    return text("decide.bands.holds", lang, **said)


def worth(view: PositioningView, one: Stale) -> str:
    """Return what the change of a decision's inputs is worth, or why nobody can tell.

    Of decisions made in other notebooks nothing is said.
    """
    lang, said = view.lang, view.plan.positioning
    if one.of != "positioning":
        return text(f"decide.worth.{one.of}", lang) if one.of in UNPRICED else ""
    if "offers" not in one.changed:
        return text("decide.worth.not_offers", lang)
    if said.price_from_cny is None or said.price_to_cny is None:
        return text("decide.worth.no_band", lang)
    band = (said.price_from_cny, said.price_to_cny)
    found = positioning.band_since(positioning.history(view.tables, view.plan), one.on, band)
    if found is None:
        return text("decide.worth.not_seen", lang)
    sums = {"then": money(found.then_cny, lang), "now": money(found.now_cny, lang)}
    sums["cny"] = money(found.change_cny, lang, sign=True)
    return text("decide.worth.band", lang, n=found.items, **sums)


def words_found(found: Sequence[Found], lang: Lang) -> Cell:
    """Return the words an advertisement may not use, with what to write instead."""
    if not found:
        return Cell(text("decide.brand.fine", lang), "good_text")
    said = [
        text("decide.brand.word", lang, word=one.word, why=one.why(lang), remedy=one.remedy(lang))
        for one in found
    ]
    return Cell(("；" if lang == "zh" else "; ").join(said), "bad_text")


def canvas(plan: Plan, lang: Lang) -> Table:
    """Return what of the positioning is decided and what is missing, part by part."""
    heads = [text(f"decide.canvas.{name}", lang) for name in ("part", "said", "missing")]
    rows: list[list[Content]] = []
    for part in positioning.canvas(plan).parts:
        done = Cell(text("decide.canvas.done", lang), "good_text")
        lacking: Content = done
        if part.missing:
            lacking = Cell(titles(part.missing, lang), "bad_text")
        said = _values(part.said, lang)
        name = text(f"positioning.canvas.{part.code}", lang)
        rows.append([name, listed(said, lang) or None, lacking])
    return Table(heads, rows, "lll", lang)


def _values(said: Mapping[str, object], lang: Lang) -> list[str]:
    """Return what the fields of a part say; both ends of the price band as one range."""
    known = {path: value for path, value in said.items() if value not in (None, ())}
    ends = [known.get(path) for path in BAND]
    if all(isinstance(end, float) for end in ends):
        rest = [_value(value, lang) for path, value in known.items() if path not in BAND]
        return [price_range(*cast("tuple[float, float]", tuple(ends))), *rest]
    return [_value(value, lang) for value in known.values()]


def _value(value: object, lang: Lang) -> str:
    """Return what a field of the canvas says, in a few words."""
    if isinstance(value, tuple | list):
        return listed([str(getattr(one, "name", one)) for one in value], lang)
    if isinstance(value, float):
        return f"¥{value:,.2f}".rstrip("0").rstrip(".")
    return str(plain(value))
