"""OUT/index.html: every shop with its headline figures, the one that needs attention first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from shopkit.errors import PeriodError
from shopkit.files import write_whole
from shopkit.i18n import LANGS, Lang, money, number, percent, text, texts
from shopkit.periods import Period
from shopkit.reports.manifest import Entry, versions
from shopkit.reports.parts import render, source

SPARK_PERIODS = 12
UNMARKED = 0.02  # a smaller change, as a share, carries no sign of good or bad

DATA_CLASS = {"good": "", "warning": "y", "gaps": "y", "error": "x"}
DATA_FIGURES = {"error": "data_errors", "gaps": "missing_days", "warning": "data_warnings"}


@dataclass(frozen=True, slots=True)
class Tile:
    """One total over all shops, in words."""

    name: str
    value: str
    note: str
    role: str = "muted"


def write_index(out: Path, entries: Sequence[Entry], default: Lang) -> None:
    """Write the index in both languages; index.html is the one in the default language.

    Raises:
        OutputError: A file cannot be written.
    """
    for lang in LANGS:
        page = index_html(entries, lang)
        write_whole(out / f"index.{lang}.html", page)
        if lang == default:
            write_whole(out / "index.html", page)


def index_html(entries: Sequence[Entry], lang: Lang) -> str:
    """Return the index over the newest entry of every shop, in its own language if there is one."""
    chosen = sorted(_newest(entries, lang), key=_urgency)
    main = _main_period(chosen)
    counted = [entry for entry in chosen if entry["state"] == "done" and entry["period"] == main]
    return render(
        "index.html.j2",
        lang,
        [str(source("index.js"))],
        title=text("reports.index.name", lang),
        css=source("style.css") + source("index.css"),
        other="en" if lang == "zh" else "zh",
        period=_label(main, lang),
        headline=_headline(counted, lang),
        lead=_lead(chosen, main, lang),
        tiles=_tiles(chosen, counted, lang),
        rows=[_row(entry, entries, lang) for entry in chosen],
        spark_n=SPARK_PERIODS,
        versions=versions(),
    )


def _newest(entries: Iterable[Entry], lang: Lang) -> list[Entry]:
    """Return one entry a shop: the last made in this language, else in the other."""
    newest: dict[str, Entry] = {}
    for entry in entries:
        shown = newest.get(entry["slug"])
        if shown is None or entry["lang"] == lang or shown["lang"] != lang:
            newest[entry["slug"]] = entry
    return list(newest.values())


def _urgency(entry: Entry) -> tuple[int, float, str]:
    """Sort by the change in CNY, the largest fall first; unknown next, failures last."""
    if entry["state"] == "failed":
        return 2, 0.0, entry["name"]
    change = _figure(entry, "change_cny")
    return (1, 0.0, entry["name"]) if change is None else (0, change, entry["name"])


def _figure(entry: Entry, name: str) -> float | None:
    return _known(entry.get("figures", {}).get(name))


def _known(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if math.isfinite(value) else None


def _main_period(entries: Iterable[Entry]) -> str:
    """Return the period most reports are of; of two equally common ones the later."""
    counts = Counter(entry["period"] for entry in entries if entry["state"] == "done")
    return max(counts, key=lambda period: (counts[period], period), default="")


def _label(period: str, lang: Lang) -> str:
    try:
        return Period.parse(period).label(lang)
    except PeriodError:
        return period


def _sum(entries: Iterable[Entry], name: str) -> float:
    return sum(value for entry in entries if (value := _figure(entry, name)) is not None)


def _headline(counted: Sequence[Entry], lang: Lang) -> str:
    if not counted:
        return text("reports.index.headline_none", lang)
    values = {
        "shops": text("reports.index.shops", lang, n=len(counted)),
        "paid": money(_sum(counted, "paid_cny"), lang),
        "change": money(abs(_sum(counted, "change_cny")), lang),
    }
    if any(_figure(entry, "change_cny") is None for entry in counted):
        kind = "unknown"
    else:
        change = _sum(counted, "change_cny")
        kind = "down" if change < 0 else "up" if change > 0 else "flat"
    return text(f"reports.index.headline_{kind}", lang, **values)


def _lead(chosen: Sequence[Entry], main: str, lang: Lang) -> str:
    failed = sum(entry["state"] == "failed" for entry in chosen)
    parts = [text("reports.index.lead", lang)]
    if any(entry["state"] == "done" and entry["period"] != main for entry in chosen):
        parts.append(text("reports.index.lead_mixed", lang, period=_label(main, lang)))
    if failed:
        parts.append(text("reports.index.lead_failed", lang, n=failed))
    return ("" if lang == "zh" else " ").join(parts)


def _tiles(chosen: Sequence[Entry], counted: Sequence[Entry], lang: Lang) -> list[Tile]:
    changes = [_figure(entry, "change_cny") for entry in counted]
    falling = sum(change is not None and change < 0 for change in changes)
    failed = sum(entry["state"] == "failed" for entry in chosen)
    note = "failed_note" if failed else "failed_none"
    return [
        _total("paid", counted, lang),
        _total("net", counted, lang),
        Tile(
            text("reports.index.falling", lang),
            text("reports.index.n_shops", lang, n=falling),
            text("reports.index.falling_note", lang),
        ),
        Tile(
            text("reports.index.failed", lang),
            text("reports.index.n_shops", lang, n=failed),
            text(f"reports.index.{note}", lang),
            "bad_text" if failed else "muted",
        ),
    ]


def _total(stem: str, counted: Sequence[Entry], lang: Lang) -> Tile:
    """Return the sum of one figure over the shops that know it, and how many do not."""
    known = [entry for entry in counted if _figure(entry, f"{stem}_cny") is not None]
    value = money(_sum(known, f"{stem}_cny") if known else None, lang)
    shops = text("reports.index.shops", lang, n=len(known))
    if len(known) < len(counted):
        shops = text("reports.index.net_part", lang, shops=shops)
    return Tile(text(f"reports.index.{stem}_total", lang), value, shops)


def _row(entry: Entry, entries: Sequence[Entry], lang: Lang) -> dict[str, Any]:
    """Return what one row of the table shows, in words."""
    change, rate = _figure(entry, "change_cny"), _figure(entry, "change_rate")
    figures = entry.get("figures", {})
    shown: dict[str, Any] = {
        "name": entry["name"],
        "platform": _platform(entry, lang),
        "foreign": entry["lang"] != lang and entry["state"] == "done",
        "failed": entry["state"] == "failed",
        "message": _message(entry, lang),
        "href": _href(entry),
        "workbook": _workbook(entry),
        "older": _older(entry, entries, lang),
        "period": _label(entry["period"], lang),
        "to_date": bool(figures.get("to_date")),
        "role": _role(rate),
        "change": _arrow(rate) + money(change, lang, sign=True),
        "change_rate": percent(rate, sign=True),
        "spark": _spark(figures),
    }
    shown["paid"], shown["net"] = (money(_figure(entry, f"{x}_cny"), lang) for x in ("paid", "net"))
    shown["conversion"] = percent(_figure(entry, "conversion_rate"), 2)
    return shown | _data(figures, lang)


def _platform(entry: Entry, lang: Lang) -> str:
    known = texts("reports")["platform"].get(str(entry.get("platform")))
    return str(known[lang]) if known else ""


def _message(entry: Entry, lang: Lang) -> str:
    said = entry.get("message") or {}
    return str(said.get(lang, "")) if isinstance(said, Mapping) else ""


def _href(entry: Entry) -> str:
    return quote(str(entry.get("path") or "")) if entry["state"] == "done" else ""


def _workbook(entry: Entry) -> str:
    """Return a link to the workbook beside a report; older reports have none."""
    beside = str(entry.get("path") or "").removesuffix(".html") + ".xlsx"
    return quote(beside) if entry.get("workbook") == beside else ""


def _older(shown: Entry, entries: Sequence[Entry], lang: Lang) -> list[tuple[str, str]]:
    """Return links to the other reports of a shop in the same language, the latest first."""
    others = [
        entry
        for entry in entries
        if entry["slug"] == shown["slug"] and entry["lang"] == shown["lang"]
        if entry["state"] == "done" and entry["period"] != shown["period"]
    ]
    ordered = sorted(others, key=lambda entry: str(entry["period"]), reverse=True)
    return [(_href(entry), _label(entry["period"], lang)) for entry in ordered]


def _role(rate: float | None) -> str:
    if rate is None or abs(rate) < UNMARKED:
        return "muted"
    return "good_text" if rate > 0 else "bad_text"


def _arrow(rate: float | None) -> str:
    return {"good_text": "▲ ", "bad_text": "▼ "}.get(_role(rate), "")


def _spark(figures: Mapping[str, Any]) -> list[float | None]:
    values = figures.get("spark")
    values = values if isinstance(values, list) else []
    return [_known(value) for value in values]


def _data(figures: Mapping[str, Any], lang: Lang) -> dict[str, str]:
    """Return how far the data can be trusted: its words, and the class of its chip."""
    for state, figure in DATA_FIGURES.items():
        if n := _known(figures.get(figure)):
            said = text(f"reports.index.data_{state}", lang, n=number(n, lang))
            return {"data": said, "data_class": DATA_CLASS[state]}
    return {"data": text("reports.index.data_good", lang), "data_class": DATA_CLASS["good"]}
