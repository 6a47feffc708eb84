"""What the picture of traffic sources shows and says, and the register as a table."""

from __future__ import annotations

import pandas as pd

from shopkit.channels.register import SEPARATOR, channel_of, register
from shopkit.i18n import DASH, Lang, Words, number, percent, price, text

SHOWN = 10
FEWEST_VISITORS = 100  # below, the worth of a visitor is chance


def sources_shown(
    found: pd.DataFrame, overlap: float | None, spans: tuple[str, str], lang: Lang
) -> tuple[pd.DataFrame, Words]:
    """Return bars of the leaf sources with most visitors beside the period before, and words.

    Args:
        found: what `sources` returned, with at least one row.
        overlap: by which share the leaves exceed the shop's visitors, if known.
        spans: names of the period and of what it is compared with, empty if with nothing.
        lang: language of the words.
    """
    top = found.head(SHOWN)
    frame = pd.DataFrame(
        {
            "category": [path.split(SEPARATOR)[-1] for path in top["source_path"]],
            "value": top["visitors"],
            "before": top["visitors_before"],
            "value_text": [number(v, lang) for v in top["visitors"]],
            "before_text": [number(v, lang) for v in top["visitors_before"]],
            "change_text": [percent(v, sign=True) for v in top["change_rate"]],
            "role": "muted",
        }
    )
    period, against = spans
    held = against if found["visitors_before"].notna().any() else ""
    return frame, _words(found, overlap, (period, held), lang)


def _words(found: pd.DataFrame, overlap: float | None, spans: tuple[str, str], lang: Lang) -> Words:
    period, against = spans
    leaf = found["source_path"].iloc[0].split(SEPARATOR)[-1]
    share = percent(found["visitors"].iloc[0] / found["visitors"].sum(), 0)
    title = text("channels.sources.title", lang, first=leaf, share=share)
    key = "subtitle" if against else "subtitle_alone"
    subtitle = text(f"channels.sources.{key}", lang, period=period, against=against)
    labels = {"category": text("channels.sources.source_name", lang), "before": against}
    labels["value"] = text("channels.sources.visitors", lang)
    source = text("channels.sources.source", lang)
    said = [_best(found, lang), _overlapping(overlap, lang)]
    so = " ".join(part for part in said if part) if lang == "en" else "".join(said)
    return Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def _best(found: pd.DataFrame, lang: Lang) -> str:
    known = found[found["visitors"] >= FEWEST_VISITORS].dropna(subset=["per_visitor_cny"])
    if known.empty:
        return ""
    best = known.iloc[int(known["per_visitor_cny"].argmax())]
    said = {"name": best["source_path"].split(SEPARATOR)[-1]}
    said["value"] = price(best["per_visitor_cny"])
    return text("channels.sources.so_best", lang, **said)


def _overlapping(overlap: float | None, lang: Lang) -> str:
    if overlap is None or overlap <= 0:
        return ""
    return text("channels.sources.so_overlap", lang, overlap=percent(overlap, 0))


def register_shown(used: list[str], lang: Lang) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of the register: what each channel costs, where it is, its state.

    Args:
        used: names of sources and tools seen in the period.
        lang: language of the table.
    """
    seen = {one.key for name in used if (one := channel_of(name))}
    heads = ("channel", "kind", "place", "seen", "note")
    rows = []
    for key, one in register().items():
        became = register()[one.became].title(lang) if one.became else ""
        note = text("channels.register.became", lang, name=became) if became else DASH
        words = (
            "paid" if one.paid else "free",
            "inside" if one.inside else "outside",
            "yes" if key in seen else "no",
        )
        said = [text(f"channels.register.{word}", lang) for word in words]
        rows.append([one.title(lang), *said, note])
    return [text(f"channels.register.{head}", lang) for head in heads], rows
