"""What the pictures and tables of targets show and say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate

import pandas as pd

from shopkit.i18n import Lang, Words, money, month, percent, text
from shopkit.periods import Period
from shopkit.targets.days import DaySales, span_target
from shopkit.targets.months import FEN
from shopkit.targets.progress import Progress
from shopkit.targets.tree import Tree

Shown = tuple[pd.DataFrame, Words]
ON_TRACK = 0.02  # a pace this near the target is called on target
ALIKE_CNY = 0.011  # months of an even split differ by a fen


def pace_shown(
    told: Progress, trees: Sequence[Tree], sales: DaySales, span_name: str, lang: Lang
) -> Shown:
    """Return the sums of sales, of the plan and of the pace by day, and their words.

    Args:
        told: the period's progress.
        trees: the goals it was made from.
        sales: CNY by day, of this period and a year ago; `None` where unknown.
        span_name: what the period is called.
        lang: language of the words.

    Returns:
        One row a line and day: t, series (actual, plan, pace), value (CNY so far), value_text.
    """
    lines = _lines(told, trees, sales)
    rows = [
        {"t": pd.Timestamp(one), "series": name, "value": value, "value_text": money(value, lang)}
        for name, line in lines.items()
        for one, value in line.items()
    ]
    frame = pd.DataFrame(rows).astype({"value": "float64"})
    return frame, _pace_words(told, span_name, lang)


def _lines(
    told: Progress, trees: Sequence[Tree], sales: DaySales
) -> dict[str, dict[date, float | None]]:
    """Return the running sums of each line by day; the pace starts where the files end."""
    days = list(told.period)
    goal = list(accumulate(_daily(trees, told.period, sales)))
    done = days[: told.days_done]
    lines: dict[str, dict[date, float | None]] = {
        "plan": dict(zip(days, goal, strict=True)),
        "actual": dict(zip(done, _sums([sales.get(one) for one in done]), strict=True)),
    }
    if told.days_left and told.run_rate_cny is not None and goal[-1]:
        scale = told.run_rate_cny / goal[-1]
        ahead = range(told.days_done - 1, len(days))
        lines["pace"] = {days[n]: goal[n] * scale for n in ahead}
    return lines


def _daily(trees: Sequence[Tree], period: Period, sales: DaySales) -> list[float]:
    spans = (span_target(trees, Period(one, one), sales) for one in period)
    return [span.sales_cny if span else 0.0 for span in spans]


def _sums(values: Sequence[float | None]) -> list[float | None]:
    """Return running sums; after an unknown day the sum is unknown."""
    total: float | None = 0.0
    sums: list[float | None] = []
    for value in values:
        total = None if total is None or value is None else total + value
        sums.append(total)
    return sums


def standing(told: Progress, span_name: str, lang: Lang) -> str:
    """Return in one sentence how a period stands against its target."""
    return text(f"targets.pace.title_{verdict(told)}", lang, **_said(told, span_name, lang))


def _said(told: Progress, span_name: str, lang: Lang) -> dict[str, str]:
    goal, rate = told.target.sales_cny, told.run_rate_cny
    share = rate / goal if rate is not None and goal else None
    said = {"period": span_name, "target": money(goal, lang), "rate": money(rate, lang)}
    return said | {"share": percent(share, 0)}


def _pace_words(told: Progress, span_name: str, lang: Lang) -> Words:
    title = standing(told, span_name, lang)
    said = _said(told, span_name, lang)
    subtitle = text("targets.pace.subtitle", lang, **said)
    label = {name: text(f"targets.pace.{name}", lang) for name in ("t", "actual", "plan", "pace")}
    source = text("targets.pace.source", lang)
    return Words(title, subtitle, source, f"{title} {subtitle}", _so(told, lang), label)


def verdict(told: Progress) -> str:
    """Return how a period stands.

    `reached`, `missed`, `ahead`, `on`, `behind`, `early` (too little is due yet) or `unknown`.
    """
    goal, rate = told.target.sales_cny, told.run_rate_cny
    if goal and told.early and told.actual.get("paid") is not None:
        return "early"
    if rate is None or not goal:
        return "unknown"
    if not told.days_left:
        return "reached" if rate >= goal else "missed"
    if abs(rate / goal - 1) <= ON_TRACK:
        return "on"
    return "ahead" if rate > goal else "behind"


def _so(told: Progress, lang: Lang) -> str:
    """Return what each remaining day must bring, beside what a day brought so far."""
    paid = told.frame().set_index("figure").loc["paid"]
    if not told.days_left or pd.isna(paid["value_needed"]):
        return ""
    so_far = paid["value_now"] / told.days_done if told.days_done else None
    said = {"needed": money(paid["value_needed"], lang), "so_far": money(so_far, lang)}
    key = "so" if paid["value_needed"] > 0 else "so_reached"
    return text(f"targets.pace.{key}", lang, left=told.days_left, **said)


def months_shown(year: Tree, sales: Mapping[Period, float | None], lang: Lang) -> Shown:
    """Return the months of a year with their targets and what they brought, and their words.

    Args:
        year: the goal of the year.
        sales: CNY by month; a month that is not over is left out.
        lang: language of the words.

    Returns:
        One row a month: name, value (CNY, NaN where not over), target, value_text, target_text,
        end_text (beside the bar), locked.
    """
    rows = []
    for one in year.months:
        target, value = one.sales_fen / FEN, sales.get(one.period)
        share = value / target if value is not None and target else None
        end = money(target, lang) if share is None else percent(share, 0)
        rows.append(
            {
                "name": _name(one.period, lang),
                "value": value,
                "target": target,
                "value_text": money(value, lang),
                "target_text": money(target, lang),
                "end_text": f"{end} {text('targets.year.locked', lang)}" if one.locked else end,
                "locked": bool(one.locked),
            }
        )
    frame = pd.DataFrame(rows).astype({"value": "float64"})
    return frame, _year_words(year, frame, lang)


def _name(period: Period, lang: Lang) -> str:
    named = month(period.start, lang)
    return named.split("年")[1] if lang == "zh" else named.split(" ")[0]


def _year_words(year: Tree, frame: pd.DataFrame, lang: Lang) -> Words:
    top = frame.iloc[int(frame["target"].argmax())]
    said = {"year": str(year.target.year), "goal": money(year.target.sales_cny, lang)}
    whole = frame["target"].sum()
    said |= {"month": top["name"], "share": percent(top["target"] / whole if whole else None, 0)}
    alike = frame["target"].max() - frame["target"].min() <= ALIKE_CNY
    title = text(f"targets.year.title{'_even' if alike else ''}", lang, **said)
    subtitle = text("targets.year.subtitle", lang, **said)
    label = {name: text(f"targets.year.{name}", lang) for name in ("name", "value", "target")}
    chosen = year.weights_from == "even" and year.target.seasonality == "even"
    source = text(f"targets.year.by_{'choice' if chosen else year.weights_from}", lang)
    so = _year_so(frame, alike=alike, lang=lang)
    return Words(title, subtitle, source, f"{title} {subtitle}", so, label)


def _year_so(frame: pd.DataFrame, *, alike: bool, lang: Lang) -> str:
    done = frame[frame["value"].notna()]
    if done.empty:
        return text(f"targets.year.so_open{'_even' if alike else ''}", lang)
    due, brought = done["target"].sum(), done["value"].sum()
    said = {"n": len(done), "brought": money(brought, lang), "due": money(due, lang)}
    said["gap"] = money(abs(brought - due), lang)
    key = "ahead" if brought >= due else "behind"
    return text(f"targets.year.so_{key}", lang, **said)


def ladder_shown(steps: pd.DataFrame, lang: Lang) -> Shown:
    """Return the stages as bars of what they ask, and their words.

    Args:
        steps: what `ladder` returned, with at least one row.
        lang: language of the words.

    Returns:
        One row a stage: category, value (CNY a month, or orders a day where no sales are set),
        before (unknown), value_text, before_text, change_text (times the step before), role.
    """
    by_sales = steps["paid_cny"].notna().all()
    values = steps["paid_cny"] if by_sales else steps["orders_per_day"]
    texts = [money(v, lang) if by_sales else _orders(v, lang) for v in values]
    factors = steps["step_factor"]
    frame = pd.DataFrame(
        {
            "category": steps["shop_stage"],
            "value": values,
            "before": float("nan"),
            "value_text": [
                _with_visitors(said, visitors, lang)
                for said, visitors in zip(texts, steps["visitors_per_day"], strict=True)
            ],
            "before_text": "",
            "change_text": ["" if pd.isna(one) else f"×{one:.1f}" for one in factors],
            "role": "muted",
        }
    )
    return frame, _ladder_words(frame, factors, lang)


def _orders(value: float, lang: Lang) -> str:
    return "—" if pd.isna(value) else text("targets.ladder.orders", lang, n=f"{value:,.0f}")


def _with_visitors(said: str, visitors: float, lang: Lang) -> str:
    if pd.isna(visitors):
        return said
    return f"{said} · {text('targets.ladder.visitors', lang, n=f'{visitors:,.0f}')}"


def _ladder_words(frame: pd.DataFrame, factors: pd.Series[float], lang: Lang) -> Words:
    said = {"n": str(len(frame)), "last": frame["category"].iloc[-1]}
    if factors.isna().all():
        title = text("targets.ladder.title_plain", lang, **said)
    else:
        steepest = int(factors.argmax())
        said |= {"stage": frame["category"].iloc[steepest]}
        said |= {"factor": f"{factors.iloc[steepest]:.1f}"}
        title = text("targets.ladder.title", lang, **said)
    subtitle = text("targets.ladder.subtitle", lang)
    names = {"category": "stage", "value": "value", "before": "value"}
    label = {name: text(f"targets.ladder.{key}", lang) for name, key in names.items()}
    so = text("targets.ladder.so", lang)
    return Words(
        title, subtitle, text("targets.ladder.source", lang), f"{title} {subtitle}", so, label
    )
