"""What each picture of profit shows and says: a tidy frame and its words, ready to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from shopkit.i18n import Lang, Words, money, percent, text
from shopkit.profit.wording import (
    COSTS,
    Scope,
    capital,
    cost_text,
    costs_text,
    left_out_text,
    losing,
    names,
    share,
)

Shown = tuple[pd.DataFrame, Words]
Steps = Sequence[tuple[str, float]]

TOP, BOTTOM = 5, 7  # rows of a ranking that stand alone: losses first
MOSTLY_KNOWN = 0.5  # share of sales with known costs below which a product is not ranked
HINT = 0.025  # width of the box of an amount nobody knows, as a share of the largest step


def labels(room: str, lang: Lang, *roles: str) -> dict[str, str]:
    """Return the short words inside a picture, by role."""
    return {role: text(f"profit.{room}.{role}", lang) for role in roles}


def words_of(room: str, scope: Scope, title: str, so: str, *roles: str) -> Words:
    """Return the words of a picture around its title and what follows from it."""
    subtitle = text(f"profit.{room}.subtitle", scope.lang, period=scope.period, before=scope.before)
    said = labels(room, scope.lang, *roles)
    return Words(title, subtitle, scope.source, f"{title} {subtitle}", so, said)


def bridge_shown(steps: Steps, scope: Scope) -> Shown:
    """Return the way from the amount paid to the contribution.

    Args:
        steps: name and amount in CNY in order: paid, refund, each cost (taken off: negative),
            unknown (lines with unknown costs), contribution.
        scope: period, language, costs left out.
    """
    amounts = dict(steps)
    costs = {name: cny for name, cny in steps if name == "refund" or name in COSTS}
    worst = min(costs, key=costs.__getitem__, default="")
    frame = pd.DataFrame(list(_bridge_rows(steps, scope, worst)))
    paid, left = amounts.get("paid"), amounts.get("contribution")
    said = {
        "paid": money(paid, scope.lang),
        "left": money(left, scope.lang),
        "loss": money(-(left or 0.0), scope.lang),
        "before": scope.before,
        "rate": percent(share(left, paid)),
    }
    most = scope.left_out and not amounts.get("unknown")
    way = "title_loss" if (left or 0) < 0 else "title_most" if most else "title"
    title = text(f"profit.bridge.{way}", scope.lang, **said)
    so = _bridge_so(amounts, worst, scope)
    return frame, words_of("bridge", scope, title, so, "step", "amount", "share")


def _bridge_so(amounts: Mapping[str, float], worst: str, scope: Scope) -> str:
    if not worst or not amounts.get("paid"):
        return ""
    lang, unknown = scope.lang, -amounts.get("unknown", 0.0)
    said = {"name": cost_text(worst, scope), "rate": percent(-amounts[worst] / amounts["paid"])}
    parts = [capital(text("profit.bridge.so_worst", lang, **said))]
    if unknown > 0:
        rate = percent(unknown / amounts["paid"])
        parts.append(text("profit.bridge.so_unknown", lang, amount=money(unknown, lang), rate=rate))
    if scope.left_out:
        named = costs_text(scope.left_out, scope)
        parts.append(text("profit.bridge.so_left_out", lang, list=named))
    return ("" if lang == "zh" else " ").join(parts)


def _bridge_rows(steps: Steps, scope: Scope, worst: str) -> list[dict[str, object]]:
    paid, level, rows = dict(steps).get("paid"), 0.0, []
    for name, cny in steps:
        if name == "contribution":
            rows += [_left_out(part, level, paid, scope) for part in scope.left_out]
        ends = name in ("paid", "contribution")
        start = 0.0 if ends else level
        level = start + cny
        kinds = {"paid": "paid", "contribution": "left", "unknown": "unknown", worst: "worst"}
        rows.append(
            {
                "step": text(f"profit.bridge.{name}", scope.lang)
                if name in ("paid", "unknown", "contribution")
                else capital(cost_text(name, scope)),
                "kind": kinds.get(name, "cost"),
                "low": round(min(start, level), 2),
                "high": round(max(start, level), 2),
                "level": round(level, 2),
                "value_text": money(cny, scope.lang),
                "share_text": percent(share(abs(cny) if not ends else cny, paid)),
            }
        )
    return rows


def _left_out(part: str, level: float, paid: float | None, scope: Scope) -> dict[str, object]:
    """Return the row of a cost nobody told: a hollow box whose width means nothing."""
    return {
        "step": capital(left_out_text(part, scope)),
        "kind": "left_out",
        "low": round(level, 2),
        "high": round(level + HINT * (paid or 0), 2),
        "level": round(level, 2),
        "value_text": text("profit.bridge.not_told", scope.lang),
        "share_text": "",
    }


def ranking_shown(groups: pd.DataFrame, level: str, scope: Scope) -> Shown:
    """Return who loses and who earns most, losses first, and one row for the others.

    Args:
        groups: `by` of a level: contribution_cny, contribution_rate, paid_cny, known_share,
            only_ads and the names; whose costs are mostly unknown is not ranked.
        level: sku, item or category.
        scope: period, language, costs left out.
    """
    lang = scope.lang
    told = groups["only_ads"] | (groups["known_share"] >= MOSTLY_KNOWN)
    ranked = groups.assign(category=names(groups, level, scope))[told]
    ranked = ranked.dropna(subset="contribution_cny")
    ranked = ranked.sort_values("contribution_cny", kind="stable", ignore_index=True)
    rows = _ends(ranked, lang)
    frame = pd.DataFrame(
        {
            "category": rows["category"],
            "value": rows["contribution_cny"],
            "kind": rows["kind"],
            "value_text": [money(v, lang) for v in rows["contribution_cny"]],
            "first_text": [percent(v) for v in rows["contribution_rate"]],
            "second_text": [money(v, lang) for v in rows["paid_cny"]],
        }
    )
    title, so = _ranking_words(ranked, level, scope)
    words = words_of("ranking", scope, title, so, "value", "first", "second")
    return frame, labelled(words, category=text(f"profit.level.{level}", lang))


def labelled(words: Words, **more: str) -> Words:
    """Return words with more labels."""
    return Words(
        *(words.title, words.subtitle, words.source, words.alt, words.so), words.label | more
    )


def _ends(ranked: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return the largest losses, the sum of those between, and the largest gains, in this order."""
    value = ranked["contribution_cny"]
    ranked = ranked.assign(kind=["loss" if v < 0 else "gain" for v in value])
    losses = int((value < 0).sum())
    if len(ranked) <= BOTTOM + TOP + 1:
        return pd.concat([ranked.iloc[:losses], ranked.iloc[losses:].iloc[::-1]])
    losses = min(losses, BOTTOM)
    gains = BOTTOM + TOP - losses
    rest = ranked.iloc[losses : len(ranked) - gains]
    others = {
        "category": text("profit.ranking.others", lang, n=len(rest)),
        "contribution_cny": round(float(rest["contribution_cny"].sum()), 2),
        "contribution_rate": _rate(rest),
        "paid_cny": round(float(rest["paid_cny"].sum()), 2),
        "kind": "rest",
    }
    top = ranked.iloc[len(ranked) - gains :].iloc[::-1]
    return pd.concat([ranked.iloc[:losses], top, pd.DataFrame([others])], ignore_index=True)


def _rate(rows: pd.DataFrame) -> float | None:
    """Return the rate of several rows together, from the net sales their own rates imply."""
    sold = rows[(rows["contribution_rate"].notna()) & (rows["contribution_rate"] != 0)]
    net = (sold["contribution_cny"] / sold["contribution_rate"]).sum()
    return share(float(rows["contribution_cny"].sum()), float(net))


def _ranking_words(ranked: pd.DataFrame, level: str, scope: Scope) -> tuple[str, str]:
    lang = scope.lang
    if ranked.empty:
        return text("profit.ranking.title_none", lang, period=scope.period), ""
    losers, one = losing(ranked), text(f"profit.counted.{level}", lang)
    best = ranked.iloc[-1]
    if losers.empty:
        said = {"name": best["category"], "amount": money(best["contribution_cny"], lang)}
        if len(ranked) == 1:
            alone = text("profit.ranking.title_one", lang, **said)
            return capital(alone), text("profit.ranking.so_one", lang)
        title = text("profit.ranking.title_gain", lang, things=one, **said)
        return capital(title), text("profit.ranking.so_gain", lang)
    lost = -float(losers["contribution_cny"].sum())
    said = {"n": len(losers), "things": one, "amount": money(lost, lang)}
    title = text("profit.ranking.title_loss", lang, **said)
    worst = losers.iloc[0]
    told = {"name": worst["category"], "amount": money(-worst["contribution_cny"], lang)}
    return capital(title), text("profit.ranking.so_loss", lang, **told)
