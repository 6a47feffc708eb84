"""What the picture of keywords shows and says."""

from __future__ import annotations

import pandas as pd

from shopkit.i18n import Lang, Words, listed, number, percent, text, under
from shopkit.keywords.words import covers, parts_of

SHOWN, NAMED = 12, 3


def keywords_shown(
    table: pd.DataFrame, title: str, day: str, lang: Lang
) -> tuple[pd.DataFrame, Words]:
    """Return bars of the keywords with most potential, those in the title marked, and their words.

    What nobody searches or clicks is left out; of nothing else nothing is praised.

    Args:
        table: what `ranked_keywords` returned, with at least one known potential.
        title: the product's title as it is; empty if there is none yet.
        day: when the keywords were looked up, in words.
        lang: language of the words.

    Returns:
        One row a bar: category, value, value_text, share_text, held (whether the title holds it),
        held_text, role (`muted` where the title holds it, else `highlight`).
    """
    worth = table[table["potential"] > 0]
    top = (worth if len(worth) else table.dropna(subset=["potential"])).head(SHOWN)
    words = [str(word) for word in table["keyword"]]
    held = [covers(title, parts_of(str(word), words)) for word in top["keyword"]]
    mark = text("keywords.table.in_title", lang)
    frame = pd.DataFrame(
        {
            "category": top["keyword"].tolist(),
            "value": top["potential"].tolist(),
            "value_text": [number(one, lang) for one in top["potential"]],
            "share_text": [percent(one, 0) for one in top["potential_share"]],
            "held": held,
            "held_text": [mark if one else "" for one in held],
            "role": ["muted" if one else "highlight" for one in held],
        }
    )
    return frame, _words(top, frame, day, lang)


def _words(top: pd.DataFrame, frame: pd.DataFrame, day: str, lang: Lang) -> Words:
    first, n = frame["category"].iloc[0], min(len(frame), NAMED)
    share = percent(top["potential_share"].head(n).sum(), 0)
    nothing = not frame["value"].iloc[0] > 0
    key = "title_nothing" if nothing else "title" if len(frame) > 1 else "title_one"
    title = text(f"keywords.table.{key}", lang, first=first, n=n, share=share)
    subtitle = text("keywords.table.subtitle", lang, date=day)
    missing = frame.loc[~frame["held"], "category"].head(NAMED).tolist()
    so = text("keywords.table.so_held", lang)
    if nothing:
        so = ""
    elif missing:
        so = text("keywords.table.so_missing", lang, words=listed(missing, lang))
    label = {
        "category": text("keywords.table.keyword", lang),
        "value": text("keywords.table.value", lang),
        "held": text("keywords.table.in_title", lang),
    }
    source = text("keywords.table.source", lang)
    return Words(title, subtitle, source, f"{title} {so}", so, label)


def seo_elements(lang: Lang) -> dict[str, str]:
    """Return the six places search looks at, by a stable name (source document 000, plan 5)."""
    return under("keywords.seo", lang)
