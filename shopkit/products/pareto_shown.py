"""What the picture of concentration shows and says."""

from __future__ import annotations

import pandas as pd

from shopkit.i18n import Lang, Words, money, number, percent, text
from shopkit.products.pareto import FEW, MOST, By, Concentration, concentration, pareto

FIRST = 3  # the first products are marked too, where there are many more
TAIL = 1 / 3


def pareto_shown(
    products: pd.DataFrame, by: By, period: str, lang: Lang
) -> tuple[pd.DataFrame, Words]:
    """Return the cumulative curve of an amount over products, and its words.

    Args:
        products: one row a product: item_id, title and the amount, at least one known and above 0.
        by: `visitors`, `paid_cny` or `contribution_cny`.
        period: name of the period.
        lang: language of the words.

    Returns:
        One row a place from 0: x (products so far), value (cumulative share), even (the share if
        all brought the same), name, value_text, amount_text, mark (text beside a marked point,
        empty elsewhere), role (`highlight` for the first fifth, `actual` for other marks).
    """
    ranked = pareto(products, by)
    spread = concentration(products[by].tolist())
    count = len(ranked)
    shares = [0.0, *ranked["cumulative_share"]]
    amount = number if by == "visitors" else money
    marks = _marks(shares, spread, lang)
    frame = pd.DataFrame(
        {
            "x": range(count + 1),
            "value": shares,
            "even": [place / count for place in range(count + 1)],
            "name": ["", *ranked["title"].fillna(ranked["item_id"])],
            "value_text": [percent(share, 0) for share in shares],
            "amount_text": ["", *(amount(one, lang) for one in ranked[by])],
            "mark": [marks.get(place, "") for place in range(count + 1)],
            "role": ["highlight" if n == spread.few else "actual" for n in range(count + 1)],
        }
    )
    return frame, _words(spread, frame, by, (period, lang))


def _marks(shares: list[float], spread: Concentration, lang: Lang) -> dict[int, str]:
    """Return place → text of the points worth naming."""
    count, few = spread.products, spread.few
    tail = count - int(count * TAIL)
    marks = {}
    if few < tail < count:
        said = {"n": count - tail, "share": percent(shares[-1] - shares[tail], 0)}
        marks[tail] = text("products.pareto.mark_tail", lang, **said)
    if few > FIRST:
        marks[FIRST] = text("products.pareto.mark", lang, n=FIRST, share=percent(shares[FIRST], 0))
    said = {"n": few, "share": percent(shares[few], 0), "few": percent(FEW, 0)}
    marks[few] = text("products.pareto.mark_few", lang, **said)
    return marks


def _words(spread: Concentration, frame: pd.DataFrame, by: By, told: tuple[str, Lang]) -> Words:
    period, lang = told
    what = text(f"products.pareto.{by}", lang)
    said = {"n": spread.few, "share": percent(spread.few_share, 0), "what": what}
    said |= {"all": spread.products, "period": period}
    so, verdict = verdict_said(spread, by, lang), spread.verdict()
    key = "title_losses" if verdict == "losses" else "title"
    title = so if verdict == "unknown" else text(f"products.pareto.{key}", lang, **said)
    subtitle = text("products.pareto.subtitle", lang, **said)
    label = {name: text(f"products.pareto.{name}", lang) for name in ("x", "even")}
    label["value"] = what
    marks = " ".join(mark for mark in frame["mark"] if mark)
    so = "" if verdict == "unknown" else so
    return Words(title, subtitle, _source(spread, by, lang), f"{title} {marks}", so, label)


def _source(spread: Concentration, by: By, lang: Lang) -> str:
    source = text(f"products.pareto.source_{by}", lang)
    left_out = text("products.pareto.unknown", lang, n=spread.unknown) if spread.unknown else ""
    return source + left_out


def verdict_said(spread: Concentration, by: By, lang: Lang, stated: float = MOST) -> str:
    """Return in one sentence how the 80/20 statement stands against the data."""
    said = {
        "what": text(f"products.pareto.{by}", lang),
        "few": percent(FEW, 0),
        "stated": percent(stated, 0),
        "share": percent(spread.few_share, 0),
        "needed": spread.needed,
        "needed_share": percent(spread.needed_share, 0),
        "all": spread.products,
    }
    return text(f"products.pareto.verdict_{spread.verdict(stated)}", lang, **said)
