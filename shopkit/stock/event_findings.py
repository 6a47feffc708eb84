"""What asks for action about a campaign's stock and the promise of dispatch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, full_day, text
from shopkit.stock.campaign import Ahead
from shopkit.stock.dispatch import SLACK, Promise, Queue, Sending, promise
from shopkit.stock.findings import LAW_DELIVERY
from shopkit.stock.lots import is_large, lack, left_of, lot_said, there_of
from shopkit.stock.numbers import floats
from shopkit.stock.wording import Scope, rows_of, units

TOLERANCE = 0.05  # our choice: a plan this near to the need, as a share of it, is as good
LATE = {"late": "stock_campaign_late", "closed": "stock_campaign_closed"}
HOLD = {"none": "none", "later": "order", "now": "order", **dict.fromkeys(LATE, "late")}
Row = Any  # a row of a frame, by the names of its columns


def campaign_findings(
    name: str,
    stock: pd.DataFrame,
    ahead: Ahead,
    scope: Scope,
    usual: pd.DataFrame | None = None,
) -> Iterator[Finding]:
    """Yield where a campaign's stock is too little, too much, not planned or ordered too late.

    Of one that runs: what its days left lack, or leave over. Where least order or lots decide the
    order, plan, order and what both leave over are one finding, as one decides the other.

    Args:
        name: of the campaign in the plan.
        stock: what `campaign_stock` returned.
        ahead: the campaign's first day, today.
        scope: plan, language, places.
        usual: everyday orders as `proposals` returned them, to order together with.
    """
    orders = {} if usual is None else {row.item_id: row for row in rows_of(usual)}
    for row in rows_of(stock):
        told = _about(name, row, ahead, scope)
        if np.isnan(row.units_needed):
            yield told("stock_campaign_unknown", severity=Severity.NOTE)
        elif ahead.today > ahead.starts:
            yield from _running(row, told)
        elif row.order_state in ("later", "now") and is_large(row):
            said = lot_said(row, orders.get(row.item_id), ahead, scope)
            worth = _against_plan(row)[1]
            yield told("stock_campaign_lot", said, cny=worth, due=row.order_by)
        else:
            yield from _to_come(row, ahead, told)


def _to_come(row: Row, ahead: Ahead, told: Callable[..., Finding]) -> Iterator[Finding]:
    """Yield what is wrong with the units planned, and that an order is too late."""
    code, worth = _against_plan(row)
    if code:
        yield told(code, cny=worth, due=row.order_by if row.order_units else None)
    if row.order_state in LATE:
        due = pd.Timestamp(ahead.today)
        yield told(LATE[row.order_state], severity=Severity.ERROR, due=due)


def _about(name: str, row: Row, ahead: Ahead, scope: Scope) -> Callable[..., Finding]:
    """Return what makes a finding of a code about one product."""
    place, said = scope.campaign_place(name), _said(name, row, ahead, scope)

    def told(code: str, more: Mapping[str, object] | None = None, **rest: object) -> Finding:
        return scope.finding(code, place, said | dict(more or {}), **rest)

    return told


def _running(row: Row, told: Callable[..., Finding]) -> Iterator[Finding]:
    """Yield what the days left of a campaign lack, or leave over of what was planned."""
    code, worth = _against_plan(row)
    if row.order_state == "closed":
        yield told("stock_campaign_closed", severity=Severity.ERROR)
    elif row.order_units > 0:
        yield told("stock_campaign_running", severity=Severity.ERROR)
    elif code == "stock_campaign_over":
        yield told("stock_campaign_left", cny=worth)


def _against_plan(row: Row) -> tuple[str, float]:
    """Return what is wrong with the units planned, and what it costs to be expected, CNY."""
    if np.isnan(row.units_planned):
        return "stock_campaign_open", np.nan
    off = row.units_planned - row.units_needed
    if abs(off) <= TOLERANCE * row.units_needed:
        return "", np.nan
    if off < 0:
        earned = row.unit_price_cny - row.unit_cost_cny
        return "stock_campaign_short", float(-row.missed_units * earned)
    return "stock_campaign_over", float(-row.left_units * (row.unit_cost_cny - row.salvage_cny))


def _said(name: str, row: Row, ahead: Ahead, scope: Scope) -> dict[str, object]:
    chance = {"rate": scope.rate(row.critical_rate)}
    presold = 0.0 if np.isnan(row.presold_units) else row.presold_units
    return {
        "campaign": name,
        "name": scope.name(row.item_id, row.title),
        "planned": units(row.units_planned),
        "needed": units(row.units_needed),
        "presold": units(presold),
        "missed": units(row.missed_units),
        "left": units(row.left_units),
        "expected": units(row.units_expected),
        "told": text(f"stock.told.{row.units_told_by}", scope.lang),
        "chance": text(f"stock.chance.{row.critical_told_by}", scope.lang, **chance),
        "order": units(row.order_units),
        "by": scope.day(row.order_by),
        "starts": scope.day(ahead.starts),
        "ends": scope.day(ahead.ends),
        "arrives": scope.day(row.arrives_on),
        "lack": units(lack(row)),
        "short": _too_late(row, scope),
        "least": units(row.least_units),
        "lot": units(row.lot_units),
        "deadline": scope.day(row.deadline_on),
        "lead": units(row.lead_days),
        "stock": units(row.stock_units),
        **_there(row, scope),
    }


def _there(row: Row, scope: Scope) -> dict[str, str]:
    """Return what is there against the need, what to do about it, and what of the plan is not."""
    state = "stock" if np.isnan(row.stock_units) else HOLD.get(row.order_state, "lead")
    said: dict[str, object] = {
        "stock": units(row.stock_units),
        "lack": units(lack(row)),
        "order": units(row.order_units),
        "by": scope.day(row.order_by),
    }
    hold = text(f"stock.hold.{state}", scope.lang, **said)
    told = {"hold": hold, "do": text(f"stock.do.{state}", scope.lang, **said), "held": ""}
    open_units = row.units_planned - there_of(row)
    if open_units > 0 and not np.isnan(row.stock_units):
        said |= {"open": units(open_units), "left": units(left_of(row, there_of(row)))}
        told["held"] = text("stock.held", scope.lang, **said)
    return told


def _too_late(row: Row, scope: Scope) -> str:
    """Return how many units come too late, as the end of a sentence."""
    if not row.short_units > 0:
        return ""
    return text("stock.too_late", scope.lang, units=units(row.short_units))


def dispatch_findings(sending: Sending, scope: Scope) -> Iterator[Finding]:
    """Yield that parcels leave after the promise: how many, from which day, what it takes.

    Args:
        sending: the parcels of a campaign, and who packs them.
        scope: plan, language, places.
    """
    place = scope.place(("stock", "dispatch_hours"))
    more: dict[str, object] = {"owner": "warehouse", "evidence": scope.law(LAW_DELIVERY)}
    said: dict[str, object] = {
        "campaign": sending.campaign,
        "hours": sending.hours,
        "each": units(sending.each),
        "needed": _needed(sending, scope.lang),
    }
    queue = sending.queue
    if queue is None:
        more["severity"] = Severity.NOTE
        yield scope.finding("stock_dispatch_unknown", scope.place(("team", "posts")), said, **more)
        return
    found = promise(queue)
    if found.kept:
        return
    said |= _packing(sending, queue, scope.lang)
    said |= {
        "starts": scope.day(queue.days[0]),
        "ends": scope.day(queue.days[-1]),
        "parcels": _whole(queue.arrived[-1]),
        "first": scope.day(found.first_late),
        "late": _whole(found.late_parcels),
        "untold": _untold(found, scope),
    }
    more |= {"severity": Severity.ERROR, "due": pd.Timestamp(queue.days[0])}
    yield scope.finding("stock_dispatch", place, said, **more)


def dispatch_text(sending: Sending, lang: Lang) -> str:
    """Return whether a campaign's promise of dispatch is kept, in a sentence."""
    queue = sending.queue
    said: dict[str, object] = {"hours": sending.hours, "needed": _needed(sending, lang)}
    if queue is None:
        return text("stock.dispatch.unknown", lang, **said)
    found, said = promise(queue), said | _packing(sending, queue, lang)
    if found.kept:
        return text("stock.dispatch.kept", lang, **said)
    first = "" if found.first_late is None else full_day(found.first_late, lang)
    return text("stock.dispatch.late", lang, **said, first=first, late=_whole(found.late_parcels))


def _packing(sending: Sending, queue: Queue, lang: Lang) -> dict[str, object]:
    """Return parcels of the busiest day, those packed ahead, what a working day packs, and who."""
    worked = floats(queue.capacity)[floats(queue.capacity) > 0]
    capacity = float(worked.mean()) if worked.size else 0.0
    most = float(np.diff(queue.arrived, prepend=queue.waiting).max())
    people = units(capacity / sending.each)
    packs = {"capacity": units(capacity), "people": people}
    return {"most": _whole(most), "ahead": _packed_ahead(queue, lang), **packs}


def _whole(parcels: float) -> str:
    """Return parcels in reading form: what is expected of one more is one more to pack."""
    return units(float(np.ceil(parcels - SLACK)))


def _packed_ahead(queue: Queue, lang: Lang) -> str:
    ahead = float(floats(queue.parcels).sum()) * queue.prepacked_share
    return text("stock.packed_ahead", lang, parcels=_whole(ahead)) if ahead else ""


def _untold(found: Promise, scope: Scope) -> str:
    if not found.untold_parcels:
        return ""
    return text("stock.untold", scope.lang, parcels=_whole(found.untold_parcels))


def _needed(sending: Sending, lang: Lang) -> str:
    if sending.needed is None:
        return text("stock.nobody", lang)
    return text("stock.packers", lang, n=sending.needed)
