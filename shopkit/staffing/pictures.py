"""What each picture of people shows and says: a tidy frame and its words."""

from __future__ import annotations

from collections.abc import Hashable
from math import ceil, isnan
from typing import Any

import pandas as pd

from shopkit.i18n import DASH, Lang, Words, money, month, month_tick, percent, text, worded
from shopkit.staffing.compare import Volume
from shopkit.staffing.organisation import Organisation

Shown = tuple[pd.DataFrame, Words]
ROOM = "staffing_pictures"
MOST_DUTIES, MOST_PRESSING = 24, 9  # rows of the matrix; of them nobody's, and one person's
MOST_DEPARTMENTS = 7  # in one picture; the smaller ones are taken together


def organisation_shown(found: Organisation, lang: Lang) -> Shown:
    """Return the tree of departments and posts, each box below its parent, and its words."""
    place = {node: n for n, node in enumerate(found.nodes["node"])}
    above = dict(zip(found.edges["node"], found.edges["parent"], strict=True))
    depth: dict[str, int] = {}
    for node in found.nodes["node"]:
        depth[node] = depth[above[node]] + 1 if node in above else 0
    heads = found.nodes["heads"].astype(float)
    frame = pd.DataFrame(
        {
            "n": list(place.values()),
            "parent": [float(place[above[node]]) if node in above else None for node in place],
            "depth": [depth[node] for node in place],
            "box": found.nodes["box"].to_numpy(),
            "name": found.nodes["box_title"].to_numpy(),
            "heads": heads.to_numpy(),
            "heads_text": [text(f"{ROOM}.organisation.people", lang, n=f"{n:g}") for n in heads],
        }
    )
    said = _organisation_said(frame, lang)
    return frame, worded(f"{ROOM}.organisation", lang, said, "name", "heads")


def _organisation_said(frame: pd.DataFrame, lang: Lang) -> tuple[str, str]:
    shop, parts = frame.iloc[0], frame[frame["box"] == "department"]
    if parts.empty or not shop["heads"]:
        return text(f"{ROOM}.organisation.title_none", lang, shop=shop["name"]), ""
    largest = parts.iloc[int(parts["heads"].argmax())]
    share = percent(largest["heads"] / shop["heads"], 0)
    values = {"shop": shop["name"], "heads": f"{shop['heads']:g}", "largest": largest["name"]}
    alone = int((parts["heads"] == 1).sum())
    so = text(f"{ROOM}.organisation.so", lang, n=alone) if alone else ""
    even = (parts["heads"] == largest["heads"]).sum() > 1
    key = "title_even" if even else "title"
    title = text(f"{ROOM}.organisation.{key}", lang, **values, share=share, n=len(parts))
    return title, so


def duties_shown(matrix: pd.DataFrame, coverage: pd.DataFrame, lang: Lang) -> Shown:
    """Return which post does which duty, what nobody or one person does first, and the words.

    Args:
        matrix: what `duty_matrix` returned.
        coverage: what `duty_coverage` returned.
        lang: language of the words.
    """
    ordered = _pressing(coverage)
    rows = []
    for n, duty in enumerate(ordered.to_dict("records")):
        state = "nobody" if not duty["heads"] else "single" if duty["heads"] == 1 else "shared"
        told = text(f"{ROOM}.duties.{state}", lang, n=int(duty["heads"]))
        row = {"n": n, "duty": duty["duty"], "state": state, "state_text": told}
        row["posts_text"] = duty["post"] or DASH
        held = matrix[matrix["duty"] == duty["duty"]].groupby("post", sort=False)["heads"].sum()
        pairs = list(held.items()) or [("", 0)]
        rows += [row | {"post": post, "heads_text": f"{many:g}"} for post, many in pairs]
    columns = ["n", "duty", "state", "state_text", "posts_text", "post", "heads_text"]
    frame = pd.DataFrame(rows, columns=columns)
    left = len(coverage) - len(ordered)
    words = worded(f"{ROOM}.duties", lang, _duties_said(coverage, lang), "duty", "post", "state")
    if not left:
        return frame, words
    subtitle = text(f"{ROOM}.duties.subtitle_rest", lang, n=left)
    alt = f"{words.title} {subtitle}"
    return frame, Words(words.title, subtitle, words.source, alt, words.so, words.label)


def _pressing(coverage: pd.DataFrame) -> pd.DataFrame:
    """Return the duties to be drawn: nobody's first, then one person's, then the others."""
    many = coverage["heads"].clip(upper=2)
    first = [coverage[many == heads].head(MOST_PRESSING) for heads in (0, 1)]
    rest = coverage.drop(index=[at for part in first for at in part.index])
    room = MOST_DUTIES - len(first[0]) - len(first[1])
    ordered = pd.concat([*first, rest.sort_values("heads", ascending=False).head(room)])
    return ordered.sort_values("heads", kind="stable")


def _duties_said(coverage: pd.DataFrame, lang: Lang) -> tuple[str, str]:
    nobody, single = coverage[coverage["heads"] == 0], coverage[coverage["heads"] == 1]
    key = "both" if len(nobody) and len(single) else "nobody" if len(nobody) else "single"
    if not len(nobody) and not len(single):
        return text(f"{ROOM}.duties.title_none", lang, n=len(coverage)), ""
    core = int((single["need"] == "core").sum())
    values = {"nobody": len(nobody), "single": len(single), "core": core}
    first = nobody if len(nobody) else single
    so = "so_nobody" if len(nobody) else "so_single"
    return (
        text(f"{ROOM}.duties.title_{key}", lang, **values),
        text(f"{ROOM}.duties.{so}", lang, duty=first["duty"].iloc[0]),
    )


def policies_shown(
    compared: pd.DataFrame, volume: Volume, limit: float | None, lang: Lang
) -> Shown:
    """Return what each policy takes of turnover for staff, and the words.

    Args:
        compared: what `compare` returned.
        volume: of business.
        limit: share of turnover staff may take; `None` where nobody set one.
        lang: language of the words.
    """
    rows = [_policy(one, limit, lang) for one in compared.to_dict("records")]
    columns = ["category", "value", "value_text", "kind", "first_text", "second_text"]
    frame = pd.DataFrame(rows, columns=columns).astype({"value": float})
    said = _policies_said(compared, volume, limit, lang)
    heads = ("category", "value", "first", "second")
    turnover = {"turnover": money(volume.turnover_cny, lang)}
    return frame, worded(f"{ROOM}.policies", lang, said, *heads, **turnover)


def _policy(one: dict[Hashable, Any], limit: float | None, lang: Lang) -> dict[str, object]:
    share, cost = one["staff_share"], one["staff_cost_cny"]
    low, high = one["heads_low"], one["heads_high"]
    short = str(one["policy"]).replace(text(f"{ROOM}.policies.document", lang), "")
    short = short.replace("（", " (").replace("）", ")")  # lines break before these only
    own = one["edition"] == "own"
    above = limit is not None and share > limit
    told = percent(share)
    if above:
        told = text(f"{ROOM}.policies.above", lang, share=told)
    elif not one["covered"]:
        key = "outside" if isnan(share) else "beyond"
        told = text(f"{ROOM}.policies.{key}", lang, share=told)
    people = DASH if isnan(low) else f"{low:g}" if low == high else f"{low:g}–{high:g}"
    return {
        "category": text(f"{ROOM}.policies.{one['edition']}", lang, policy=short),
        "value": share,
        "value_text": told,
        "kind": "loss" if above else "gain" if own else "rest",
        "first_text": people,
        "second_text": money(None if isnan(cost) else cost, lang),
    }


def _policies_said(
    compared: pd.DataFrame, volume: Volume, limit: float | None, lang: Lang
) -> tuple[str, str]:
    known = compared[compared["staff_share"].notna()]
    others, own = known[known["edition"] != "own"], known[known["edition"] == "own"]
    ends = {"n": len(others), "least": percent(others["staff_share"].min())}
    ends["most"] = percent(others["staff_share"].max())
    if own.empty:
        key = "title_many" if len(others) else "title_none"
        return text(f"{ROOM}.policies.{key}", lang, **ends), ""
    share, people = float(own["staff_share"].iloc[0]), float(own["heads_high"].iloc[0])
    if limit is not None and share > limit:
        values = {"own": percent(share), "limit": percent(limit)}
        fewer = ceil(people * (1 - limit / share) - 1e-9)
        turnover = money(volume.turnover_cny * share / limit, lang) if limit else DASH
        so = text(
            f"{ROOM}.policies.so_above", lang, limit=values["limit"], heads=fewer, turnover=turnover
        )
        return text(f"{ROOM}.policies.title_above", lang, **values), so
    so = text(f"{ROOM}.policies.so", lang)
    return text(f"{ROOM}.policies.title_own", lang, own=percent(share), **ends), so


def hires_shown(rows: pd.DataFrame, lang: Lang) -> Shown:
    """Return the people of each month by department, one on the other, and the words.

    Args:
        rows: what `staff_months` returned.
        lang: language of the words.
    """
    people = rows.pivot_table(index="date", columns="department", values="heads", aggfunc="sum")
    wide = _largest(people.fillna(0).astype(float), lang)
    totals = wide.sum(axis=1)
    tops = wide.cumsum(axis=1)
    told: list[dict[str, object]] = []
    for n, first in enumerate(wide.index):
        moved = n == 0 or totals.iloc[n] != totals.iloc[n - 1]
        for at, name in enumerate(wide.columns):
            top, many = (float(each.to_numpy()[n, at]) for each in (tops, wide))
            said = text(f"{ROOM}.hires.people", lang, n=f"{many:g}")
            cell = {"n": n, "moment_text": month_tick(first, n, lang), "name": name}
            cell |= {"low": top - many, "high": top, "value_text": said}
            cell |= {"total": float(totals.iloc[n])}
            cell["total_text"] = f"{totals.iloc[n]:g}" if moved and at == 0 else ""
            told.append(cell)
    columns = ["n", "moment_text", "name", "low", "high", "value_text", "total", "total_text"]
    frame = pd.DataFrame(told, columns=columns)
    return frame, worded(f"{ROOM}.hires", lang, _hires_said(totals, lang), "t", "name", "value")


def _largest(wide: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return departments, largest at the bottom; of many the smaller ones taken together."""
    order = wide.max().sort_values(ascending=False, kind="stable").index
    wide = wide[order]
    if len(order) <= MOST_DEPARTMENTS:
        return wide
    kept = wide[order[: MOST_DEPARTMENTS - 1]].copy()
    kept[text(f"{ROOM}.hires.others", lang)] = wide[order[MOST_DEPARTMENTS - 1 :]].sum(axis=1)
    return kept


def _hires_said(totals: pd.Series, lang: Lang) -> tuple[str, str]:
    if totals.empty:
        return text(f"{ROOM}.hires.title_flat", lang, months=0, first=0), ""
    joined = totals.diff().fillna(0)
    values = {"months": len(totals), "first": f"{totals.iloc[0]:g}", "last": f"{totals.iloc[-1]:g}"}
    if joined.max() <= 0:
        key = "title_flat" if totals.nunique() == 1 else "title_fewer"
        return text(f"{ROOM}.hires.{key}", lang, **values), ""
    at = int(joined.argmax())
    named = month(totals.index[at], lang)
    title = text(f"{ROOM}.hires.title", lang, **values, month=named, most=f"{joined.iloc[at]:g}")
    return title, text(f"{ROOM}.hires.so", lang, month=named)
