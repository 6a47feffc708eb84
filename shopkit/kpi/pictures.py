"""What each picture of the KPI topic shows and says: a tidy frame and its words, ready to draw."""

from __future__ import annotations

import math

import pandas as pd

from shopkit.i18n import (
    DASH,
    WEEKDAYS,
    Lang,
    Words,
    day,
    listed,
    money,
    month,
    number,
    percent,
    text,
)
from shopkit.kpi.breakdown import By
from shopkit.kpi.change import FACTORS, Change
from shopkit.kpi.figures import FIGURES, Headline
from shopkit.kpi.funnel import Step, Verdict, verdict
from shopkit.kpi.overview import Against, Grain, Overview
from shopkit.kpi.rhythm import BUSY_HOURS, busiest_hours
from shopkit.kpi.wording import (
    against_text,
    change_role,
    change_text,
    period_text,
    relative,
    source_text,
    title_text,
)
from shopkit.tables import shown

PRINTED_HOURS = 14  # cells of the heat map that carry their number
SHOWN_GROUPS = 10
PEAK_TIMES = 2.0
ENOUGH_ORDERS = 30  # below, a change of a group is too likely chance to be called good or bad
Shown = tuple[pd.DataFrame, Words]
Lines = tuple[pd.DataFrame, pd.DataFrame | None]


def _labels(room: str, lang: Lang, *names: str) -> dict[str, str]:
    return {name: text(f"kpi.{room}.{name}", lang) for name in names}


def change_shown(view: Overview, change: Change, lang: Lang, against: Against) -> Shown:
    """Return the waterfall from the amount paid before to the amount paid now."""
    frame = pd.DataFrame(_waterfall(view, change, lang, against))
    worth = {name: fen / 100 for name, fen in change.parts_fen.items()}
    total = money(change.total_fen / 100, lang, sign=True)
    key = "title_split" if worth else "title_unexplained"
    parts = listed(
        [f"{text(f'kpi.factor.{n}', lang)} {money(v, lang, sign=True)}" for n, v in worth.items()],
        lang,
    )
    said = {"period": period_text(view, lang), "against": against_text(view, against, lang)}
    title = text(f"kpi.change.{key}", lang, total=total, parts=parts)
    subtitle = text("kpi.change.subtitle", lang, **said)
    so = _change_so(worth, verdict(view.now, view.other(against)), lang)
    labels = _labels("change", lang, "step", "amount")
    source = source_text(view.now, "paid", lang)
    return frame, Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def _change_so(worth: dict[str, float], moved: Verdict, lang: Lang) -> str:
    if not worth:
        return text("kpi.change.so_unexplained", lang)
    worst = min(worth, key=worth.__getitem__)
    if worth[worst] < 0:
        said = {"name": text(f"kpi.factor.{worst}", lang), "amount": money(-worth[worst], lang)}
        key = "so_worst_noise" if moved.by_chance(worst) else "so_worst"
        return text(f"kpi.change.{key}", lang, **said)
    best = max(worth, key=worth.__getitem__)
    said = {"name": text(f"kpi.factor.{best}", lang), "amount": money(worth[best], lang, sign=True)}
    key = "so_best_noise" if moved.by_chance(best) else "so_best"
    return text(f"kpi.change.{key}", lang, **said)


def _waterfall(
    view: Overview, change: Change, lang: Lang, against: Against
) -> list[dict[str, object]]:
    """Return one row a bar: start, each factor or the unexplained whole, end."""
    other = view.other(against)
    paid, level = text("kpi.change.paid", lang), change.before_fen / 100
    rows = [_bar("start", f"{other.period.label(lang) if other else ''}|{paid}", 0, level, lang)]
    steps = [(name, fen / 100) for name, fen in change.parts_fen.items()]
    if not steps:
        steps = [("unexplained", change.unexplained_fen / 100)]
    for name, amount in steps:
        kind = "unexplained" if name == "unexplained" else "up" if amount >= 0 else "down"
        rows.append(_bar(kind, _factor_label(name, view, other, lang), level, amount, lang))
        level += amount
    end = f"{view.comparison.period.label(lang)}|{paid}"
    return [*rows, _bar("end", end, 0, change.now_fen / 100, lang)]


def _factor_label(name: str, view: Overview, other: Headline | None, lang: Lang) -> str:
    if name not in FACTORS or other is None:
        return text("kpi.change.unexplained", lang)
    rate = relative(view.now.value(name), other.value(name))
    said = text(f"kpi.factor.{name}", lang)
    return f"{said[:1].upper()}{said[1:]}|{percent(rate, sign=True)}"


def _bar(kind: str, label: str, start: float, amount: float, lang: Lang) -> dict[str, object]:
    low, high = sorted((start, start + amount))
    ends = kind in ("start", "end")
    return {
        "step": label.split("|", maxsplit=1)[0],
        "step_text": label,
        "kind": kind,
        "low": round(low, 2),
        "high": round(high, 2),
        "top": round(high, 2),
        "level": round(start + amount, 2),
        "value_text": money(amount, lang, sign=not ends),
    }


def funnel_shown(view: Overview, steps: list[Step], lang: Lang, against: Against) -> Shown:
    """Return the funnel: people at each step and their share of the step before."""
    moved = verdict(view.now, view.other(against))
    rows = [
        {
            "stage": text(f"kpi.stage.{step.stage}", lang),
            "people": step.people,
            "people_text": number(step.people, lang),
            "rate_text": percent(step.rate) if step.rate is not None else "",
            "before_text": _was(step, lang),
            "worst": step == moved.fell,
        }
        for step in steps
    ]
    labels = _labels("funnel", lang, "stage", "people", "rate", "next")
    labels["before"] = against_text(view, against, lang)
    title, so = _funnel_words(steps, moved, lang)
    subtitle = text("kpi.funnel.subtitle", lang, period=period_text(view, lang))
    source = source_text(view.now, "visitors", lang)
    return pd.DataFrame(rows), Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def _was(step: Step, lang: Lang) -> str:
    if step.before is None:
        return ""
    return text("kpi.funnel.before_short", lang, rate=percent(step.before))


def _funnel_words(steps: list[Step], moved: Verdict, lang: Lang) -> tuple[str, str]:
    """Return title and consequence: the step that fell, the one that rose, or that all held."""
    told = moved.fell or moved.rose or moved.whole
    paid, visitors = steps[-1].people, steps[0].people
    digits = 1 if moved.fell or moved.rose else 2
    said = {
        "stage": text(f"kpi.stage.{told.stage}", lang),
        "before": percent(told.before, digits),
        "now": percent(told.rate, digits),
        "paid": f"{paid / visitors * 100:.1f}" if visitors else DASH,
    }
    title = text(f"kpi.funnel.title_{moved.way}", lang, **said)
    return title, text(f"kpi.funnel.so_{moved.way}", lang)


def hours_shown(view: Overview, hours: pd.DataFrame, lang: Lang) -> Shown:
    """Return the heat map of paid orders by weekday and hour of an average day."""
    hours = hours.dropna(subset="per_day")  # a weekday the files do not cover stays blank
    values = hours["per_day"].round(4)
    frame = pd.DataFrame(
        {
            "weekday": [WEEKDAYS[lang][n - 1] for n in hours["weekday"]],
            "hour": hours["hour"],
            "value": values,
            "value_text": [f"{v:.1f}" if v < 10 else f"{v:.0f}" for v in values],  # noqa: PLR2004
            "top": values.rank(method="first", ascending=False) <= PRINTED_HOURS,
        }
    )
    start, share = busiest_hours(hours)
    peak = hours.iloc[int(values.to_numpy().argmax())]
    title = text(
        "kpi.hours.title",
        lang,
        start=start,
        end=start + BUSY_HOURS,
        share=percent(share, 0),
        weekday=WEEKDAYS[lang][int(peak["weekday"]) - 1],
        hour=int(peak["hour"]),
    )
    subtitle = text("kpi.hours.subtitle", lang, period=period_text(view, lang))
    labels = _labels("hours", lang, "hour", "day", "buyers")
    source = text("kpi.source.orders", lang)
    so = text("kpi.hours.so", lang)
    return frame, Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def trend_shown(view: Overview, lines: Lines, grain: Grain, lang: Lang, against: Against) -> Shown:
    """Return the amount paid over time; days stand beside the same day of the span before.

    Args:
        view: the periods.
        lines: `series` of the period and of the span compared with, or `None`: date, paid_cny.
        grain: what one point is.
        lang: language.
        against: what the second line is.
    """
    now, before = lines
    parts = [_line(now, now, "now", grain, lang)]
    if before is not None and grain == "day":
        parts.append(_line(before.head(len(now)), now, "before", grain, lang))
    frame = pd.concat(parts, ignore_index=True)
    title, so = _trend_words(view, now, grain, lang)
    reach = period_text(view, lang) if grain == "day" else _reach(now, lang)
    said = {"period": reach, "against": against_text(view, against, lang)}
    subtitle = text(f"kpi.trend.subtitle_{grain}", lang, **said)
    labels = _labels("trend", lang, "t", "value", "now", "before")
    source = source_text(view.now, "paid", lang)
    return frame, Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def _line(
    rows: pd.DataFrame, axis: pd.DataFrame, name: str, grain: Grain, lang: Lang
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "t": _places(axis["date"], grain).to_numpy()[: len(rows)],
            "value": rows["paid_cny"].to_numpy(),
            "series": name,
            "value_text": [money(value, lang) for value in rows["paid_cny"]],
            "t_text": [_moment(moment, grain, lang) for moment in rows["date"]],
        }
    )


def _places(days: pd.Series, grain: Grain) -> pd.Series:
    """Return where on the axis each point stands: a month cut short still at its first day."""
    return days.dt.to_period("M").dt.start_time if grain == "month" else days


def _reach(rows: pd.DataFrame, lang: Lang) -> str:
    """Return the months from the first row to the last."""
    first, last = month(rows["date"].iloc[0], lang), month(rows["date"].iloc[-1], lang)
    return first if first == last else f"{first}–{last}"


def _moment(moment: pd.Timestamp, grain: Grain, lang: Lang) -> str:
    return month(moment, lang) if grain == "month" else day(moment, lang)


def _trend_words(view: Overview, now: pd.DataFrame, grain: Grain, lang: Lang) -> tuple[str, str]:
    paid = now["paid_cny"]
    period = period_text(view, lang) if grain == "day" else _reach(now, lang)
    if paid.dropna().empty or not paid.sum():
        return text("kpi.trend.title_none", lang, period=period), ""
    best, worst = now.iloc[int(paid.argmax())], now.iloc[int(paid.argmin())]
    said = {"period": period, "day": _moment(best["date"], grain, lang)}
    said["amount"] = money(best["paid_cny"], lang)
    if grain != "day":
        low = {"day": _moment(worst["date"], grain, lang), "amount": money(worst["paid_cny"], lang)}
        return text("kpi.trend.title_other", lang, **said), text("kpi.trend.so_other", lang, **low)
    average = paid.mean()
    peaks = paid > PEAK_TIMES * average
    said["times"] = f"{best['paid_cny'] / average:.1f}"
    rest = {"days": int(peaks.sum()), "amount": money(paid[~peaks].mean(), lang)}
    so = "so_day" if peaks.any() else "so_day_even"
    return text("kpi.trend.title_day", lang, **said), text(f"kpi.trend.{so}", lang, **rest)


def breakdown_shown(
    view: Overview, groups: pd.DataFrame, by: By, lang: Lang, against: Against
) -> Shown:
    """Return bars of the amount paid by group, beside the span compared with."""
    rows = _per_day(_top_groups(groups, by, lang))
    compared = not groups["before_cny"].isna().all()
    frame = pd.DataFrame(
        {
            "category": rows["category"],
            "value": rows["paid_cny"],
            "before": rows["before_cny"],
            "value_text": [money(v, lang) for v in rows["paid_cny"]],
            "before_text": [money(v, lang) for v in rows["before_cny"]],
            "change_text": [
                change_text("paid", v, _none(b), lang)
                for v, b in zip(rows["paid_cny"], rows["before_cny"], strict=True)
            ],
            "role": [
                change_role("paid", v, _none(b)) if many else "muted"
                for v, b, many in zip(
                    rows["paid_cny"], rows["before_cny"], rows["many"], strict=True
                )
            ],
        }
    )
    title, so = _breakdown_words(rows, lang)
    key = f"{by}_compared" if compared else by
    held = against_text(view, against, lang)
    said = {"period": period_text(view, lang), "against": held}
    subtitle = text(f"kpi.breakdown.subtitle.{key}", lang, **said)
    labels = {
        "category": text(f"kpi.breakdown.by.{by}", lang),
        "value": text("kpi.trend.value", lang),
        "before": held,
    }
    source = text("kpi.source.orders", lang)
    return frame, Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def _per_day(rows: pd.DataFrame) -> pd.DataFrame:
    """Return amounts of an average day of each group, and each group's share of the total."""
    total = rows["paid_cny"].sum()
    return rows.assign(
        many=rows["paid_orders"] >= ENOUGH_ORDERS,
        share=rows["paid_cny"] / total if total else float("nan"),
        paid_cny=(rows["paid_cny"] / rows["days"]).round(2),
        before_cny=(rows["before_cny"] / rows["before_days"]).round(2),
    )


def _none(value: float) -> float | None:
    return None if math.isnan(value) else value


def _top_groups(groups: pd.DataFrame, by: By, lang: Lang) -> pd.DataFrame:
    """Return groups with their names; of many provinces the largest and one row for the others."""
    names = [_group_name(group, by, lang) for group in groups["group"]]
    named = groups.assign(category=names, named=groups["group"].notna())
    if by != "province" or len(named) <= SHOWN_GROUPS:
        return named
    top, rest = named.head(SHOWN_GROUPS - 1), named.iloc[SHOWN_GROUPS - 1 :]
    others = {
        "category": text("kpi.breakdown.others", lang, n=len(rest)),
        "paid_cny": round(rest["paid_cny"].sum(), 2),
        "before_cny": round(rest["before_cny"].sum(min_count=1), 2),
        "days": 1,
        "before_days": 1,
        "named": False,
        "paid_orders": rest["paid_orders"].sum(),
    }
    return pd.concat([top, pd.DataFrame([others])], ignore_index=True)


def _group_name(group: object, by: By, lang: Lang) -> str:
    if by == "weekday" and isinstance(group, int):
        return WEEKDAYS[lang][group - 1]
    if by == "hour":
        return text("kpi.breakdown.hour_name", lang, hour=group)
    if not isinstance(group, str) or not group:  # NaN, where others have one
        return text("kpi.breakdown.unknown", lang)
    return str(group) if lang == "zh" else text(f"provinces.{group}", "en")


def _breakdown_words(rows: pd.DataFrame, lang: Lang) -> tuple[str, str]:
    named = rows[rows["named"].astype(bool)]
    leaders = named if len(named) else rows  # several groups taken together lead nothing
    top = leaders.iloc[int(leaders["paid_cny"].argmax())]
    said = {"top": top["category"], "share": percent(top["share"], 0)}
    moves = (rows["paid_cny"] - rows["before_cny"]).where(rows["named"] & rows["many"])
    if moves.isna().all():
        return text("kpi.breakdown.title", lang, **said), ""
    largest = int(moves.abs().argmax())
    moved = str(rows["category"].iloc[largest])
    amount = money(moves.iloc[largest], lang, sign=True)
    title = text("kpi.breakdown.title_moved", lang, **said, moved=moved, amount=amount)
    return title, text("kpi.breakdown.so", lang, moved=moved)


def figures_shown(
    view: Overview, against: Against, lang: Lang
) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of the table of all figures: name, now, before, change, source."""
    other = view.other(against)
    heads = [text(f"kpi.table.{key}", lang) for key in ("figure", "now", "change", "source")]
    held = against_text(view, against, lang)
    heads.insert(2, held[:1].upper() + held[1:])
    return heads, [_figure_row(name, view.now, other, lang) for name in FIGURES]


def _figure_row(name: str, now: Headline, other: Headline | None, lang: Lang) -> list[str]:
    value, before = now.value(name), other.value(name) if other else None
    return [
        title_text(now, name, lang),
        shown(name, value, lang),
        shown(name, before, lang),
        change_text(name, value, before, lang),
        text(f"kpi.table.sources.{now[name].source}", lang),
    ]
