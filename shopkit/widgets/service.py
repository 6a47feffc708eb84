"""Service in a notebook: dispatch in time, the service desk, reviews."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import isnan

import pandas as pd

from shopkit import service, stages, targets
from shopkit.charts import kpi as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.i18n import percent, text
from shopkit.tables import column, shown
from shopkit.targets.ladder import DAYS_A_MONTH
from shopkit.widgets.pieces import picture, sentences
from shopkit.widgets.said import Unsaid
from shopkit.widgets.topic import TopicView

HEADS = ("stage", "good", "score", "orders", "bad")


@dataclass(frozen=True)
class ServiceView(TopicView):
    """How one shop served its buyers, see `TopicView`."""

    def dispatch(self) -> Picture | Unsaid:
        """Return how soon the period's orders left."""
        asked = self.tables, self.now
        bands = service.dispatch_bands(*asked)
        if bands.empty:
            return self._none("service.dispatch.none")
        days, hours = service.dispatch_days(*asked), service.dispatch_hours(*asked)
        said = service.dispatch_shown(bands, days, hours, self.kpi.span_names[0], self.lang)
        return picture(charts.breakdown, said, self.lang, days)

    def desk(self) -> Table | Unsaid:
        """Return what the service desk did and what buyers wrote, now and before."""
        told, old = (
            service.answers(self.tables, span) | service.reviews(self.tables, span)
            for span in (self.now, self.before)
        )
        if not told:
            return self._none("service.desk.none")
        lang = self.lang
        heads = [text(f"service.desk.{head}", lang) for head in ("figure", "value", "before")]
        rows = [
            [column(name).title(lang), shown(name, value, lang), shown(name, old.get(name), lang)]
            for name, value in told.items()
        ]
        return Table(heads, rows, "lrr", lang)

    def ratings(self) -> Table | Unsaid:
        """Return what the good reviews aimed at mean in points, and in bad reviews a day."""
        plan, lang = self.kpi.shop.plan, self.lang
        aimed = [one for one in plan.stages if one.praise_rate is not None]
        if not aimed:
            return self._none("service.rating.none")
        steps = targets.ladder(aimed)
        told = pd.concat([_aimed(row) for row in steps.to_dict("records")], ignore_index=True)
        named = zip(aimed, told.to_dict("records"), strict=True)
        heads = [text(f"service.rating.head.{head}", lang) for head in HEADS]
        rows = [[stage.name, *_said(row)] for stage, row in named]
        said = sentences([text("service.rating.caption", lang), self._held()], lang)
        return Table(heads, rows, "lrrrr", lang, said, table=told)

    def _held(self) -> str:
        """Return whether the period's reviews hold the target of its stage; empty if unknown."""
        stage = stages.standing(self.kpi.shop.plan.stages, self.now.end).by_date
        found = service.reviews(self.tables, self.now)
        rate, written = found.get("good_rate"), found.get("reviews")
        if stage is None or stage.praise_rate is None or rate is None or written is None:
            return ""
        good = round(rate * written)
        missing = service.good_needed(good, int(written) - good, stage.praise_rate)
        if missing is None:
            return ""
        said = {"rate": percent(rate), "target": percent(stage.praise_rate), "n": missing}
        return text(f"service.rating.{'missed' if missing else 'held'}", self.lang, **said)


def _aimed(step: Mapping[Hashable, float]) -> pd.DataFrame:
    """Return a stage's target on both scales, with the bad reviews a day it allows."""
    aim = service.converted(good_rate=step["good_rate"])
    return service.rating_targets([aim], step["orders_per_day"])


def _said(row: Mapping[Hashable, float]) -> list[str | None]:
    """Return a target in reading form: its share, its points, orders a day, bad ones a month."""
    orders, bad = (
        None if isnan(value) else f"{value:,.0f}"
        for value in (row["orders_daily"], row["bad_per_day"] * DAYS_A_MONTH)
    )
    return [percent(row["good_rate"]), f"{row['score']:.2f}", orders, bad]
