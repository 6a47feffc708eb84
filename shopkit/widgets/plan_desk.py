"""Forms of the positioning notebook with the picture they move, what follows, and their save."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit import positioning
from shopkit.errors import PlanError
from shopkit.exports import plan_lists
from shopkit.exports.passwords import from_environment
from shopkit.exports.plan_lists import Listed
from shopkit.exports.workplace import working
from shopkit.i18n import listed, price, text
from shopkit.plan import inputs_of, open_plan
from shopkit.plan.changes import value_at
from shopkit.plan.fields import plan_fields
from shopkit.products.heroes import enough_heroes
from shopkit.products.unmet import unmet
from shopkit.widgets import positioning_shown as shown
from shopkit.widgets.controls import LAYOUT, LivePicture, labelled, say, spoken
from shopkit.widgets.editors import room_for
from shopkit.widgets.forms import Form
from shopkit.widgets.pieces import told
from shopkit.widgets.saving import Deciding, Saver

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopkit.plan import Draft, Plan
    from shopkit.widgets.positioning import PositioningView

INPUTS = {  # what each part is decided from: tables, then parts of the plan
    "positioning": (("offers", "keywords"), ("competitors", "customers")),
    "customers": (("offers",), ()),
    "brand": ((), ("positioning", "customers")),
    "products": (("offers",), ("positioning",)),
}
MOST_TOLD = 6
MOST_NAMED = 8  # entries of list files named one by one
LOW, HIGH = "positioning.price_from_cny", "positioning.price_to_cny"
STEPS = 100  # about as many on a slider


class PlanDesk(ipywidgets.VBox):
    """A form for parts of the plan; below it what does not fit yet, and the buttons that save."""

    def __init__(self, view: PositioningView, paths: tuple[str, ...]) -> None:
        """Start with what the plan says; of a sample shop its working copy."""
        self.view, self.tops = view, tuple(dict.fromkeys(path.split(".")[0] for path in paths))
        self.form = Form(open_plan(working(view.shop.folder)), paths, view.lang)
        self.lists, self.elsewhere = Listed(self.form.draft.plan), spoken("shopkit-elsewhere")
        self._read_lists(self.form.draft)
        self.saver = Saver(self.form, self._deciding(self.tops[0]))
        self.told = spoken("shopkit-told")
        self.picture = self._picture()
        self.form.watch(self._moved)
        self.saver.saved.append(self._saved)
        self.saver.warned.append(lambda plan: self._warned(self._with(plan)))
        parts = [*self._above(), self.elsewhere, self.form, self.told, self.saver]
        super().__init__(parts)
        self._moved()

    def _read_lists(self, draft: Draft) -> None:
        """Read what stands in list files, and say what of it the form does not hold."""
        self.lists = plan_lists.listed(draft.plan, draft.folder, from_environment())
        self.notes = [*self._in_files(), *self._unmet()]
        say(self.elsewhere, *self.notes)

    def _unmet(self) -> list[str]:
        """Return which of the plan's products the exports do not know by their number."""
        if "products" not in self.tops:
            return []
        found = unmet(self.view.tables, (one.item_id for one in self.lists.plan.products))
        if not found:
            return []
        lang, shop = self.view.lang, self.lists.plan.shop
        items = listed(list(found[:MOST_NAMED]), lang)
        hint = text("decide.unmet.jd", lang) if shop.platform == "jd" else ""
        return [text("decide.unmet.there", lang, n=len(found), items=items) + hint]

    def _in_files(self) -> list[str]:
        """Return where the entries stand that are in list files, and how to change them."""
        said = []
        for top in self.tops:
            read = self.lists.files.get(top)
            if read is None or not read.entries:
                continue
            places = [f"{place} {name}" for name, place in read.places.items()]
            more = text("decide.lists.more", self.view.lang, n=len(places) - MOST_NAMED)
            where = listed(places[:MOST_NAMED], self.view.lang)
            title = plan_fields()[f"{top}.{read.kind.key}"].title[self.view.lang]
            values = {"n": len(places), "where": where + more * (len(places) > MOST_NAMED)}
            said.append(text("decide.lists.there", self.view.lang, title=title, **values))
        return said

    def _deciding(self, top: str) -> Deciding | None:
        if top not in INPUTS:
            return None
        tables, parts = INPUTS[top]

        def inputs(plan: Plan) -> Mapping[str, object]:
            return {
                **{name: self.view.current[name] for name in tables},
                **inputs_of(self.lists.into(plan), *parts),
            }

        return Deciding(top, inputs)

    def _above(self) -> list[Any]:
        return [] if self.picture is None else [self.picture]

    def _picture(self) -> LivePicture | None:
        if "customers" in self.tops:
            return LivePicture(self.view.segments())
        return None

    def _saved(self, draft: Draft) -> None:
        self._read_lists(draft)
        self.view = self.view.with_plan(self._with(draft.plan))

    def _warned(self, plan: Plan) -> list[str]:
        """Return what an owner must know before a plan, lists included, is written: one a line."""
        return []

    def _with(self, plan: Plan) -> Plan:
        """Return the notebook's plan, lists included, with the form's parts from another one."""
        whole = self.lists.into(plan)
        parts = {top: getattr(whole, top) for top in self.tops}
        return self.view.plan.model_copy(update=parts)

    def typed(self) -> Plan | None:
        """Return the plan as it is typed; None while something in it is wrong."""
        try:
            return self._with(self.form.draft.checked(self.form.changes()))
        except PlanError:
            return None

    def _moved(self) -> None:
        """Show and tell what follows from what is typed."""
        plan = self.typed()
        if plan is None:
            return
        found = positioning.findings(plan, self.view.study, self.view.lang)
        mine = [one for one in found if one.place.split(".")[0] in self.tops]
        lang = self.view.lang
        lines = [f"{told(one, lang)} → {one.action}" for one in mine[:MOST_TOLD]]
        say(self.told, *self._heroes(plan), *lines)
        if self.picture is not None:
            self._draw(plan)

    def _heroes(self, plan: Plan) -> list[str]:
        """Return that there are more or fewer heroes than a shop can push."""
        if "products" not in self.tops or not plan.products:
            return []
        chosen = sum(one.hero for one in plan.products)
        if enough_heroes(chosen, least=1):
            return []
        return [text(f"decide.heroes.{'many' if chosen else 'none'}", self.view.lang, n=chosen)]

    def _draw(self, plan: Plan) -> None:
        if self.picture is not None:
            self.picture.show(self.view.with_plan(plan).segments())

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the form, and for readers without a kernel what the plan says."""
        twin, said = self.form.twin(), "".join(f"<p>{escape(one)}</p>" for one in self.notes)
        twin["text/html"] = said + twin["text/html"]
        twin["text/plain"] = "\n".join([*self.notes, twin["text/plain"]])
        return {**dict(super()._repr_mimebundle_(**options) or {}), **twin}


class BandDesk(PlanDesk):
    """The positioning as a form; its price band is also a slider that moves the picture."""

    def __init__(self, view: PositioningView) -> None:
        """Start at the plan's band."""
        self.band = _slider(view)
        self.holds = spoken("shopkit-band")
        self.sliding = False
        super().__init__(view, ("positioning",))
        if self.band is not None:
            self.band.observe(self._slid, names="value")

    def _above(self) -> list[Any]:
        if self.band is None:
            return []
        return [self.band, self.holds, *super()._above()]

    def _picture(self) -> LivePicture | None:
        return None if self.band is None else LivePicture(self.view.bands())

    def _slid(self, change: Any) -> None:  # noqa: ANN401 - a change of a trait
        """Put the ends that were moved into the form.

        The slider shows only round prices of the market, so what is typed stays where it says the
        nearest of them.
        """
        band, typed = change["owner"], self._ends() or (None, None)
        moved = {
            path: end
            for path, end, said in zip((LOW, HIGH), change["new"], typed, strict=True)
            if said is None or abs(end - _within(band, said)) > band.step * 0.51
        }
        if not moved:
            return
        self.sliding = True  # both ends first, then one picture
        for path, end in moved.items():
            self.form.field(path).type_in(_plain(end))
        self.sliding = False
        self._moved()

    def _moved(self) -> None:
        if not self.sliding:
            super()._moved()

    def _ends(self) -> tuple[float, float] | None:
        """Return the band as it is typed; None where an end is missing or no number."""
        ends = (self.form.value(LOW), self.form.value(HIGH))
        known = [one for one in ends if isinstance(one, int | float)]
        return (known[0], known[1]) if len(known) == len(ends) and known[0] <= known[1] else None

    def _draw(self, plan: Plan) -> None:
        ends = self._ends()
        if self.picture is None or self.band is None:
            return
        low, high = ends or (None, None)
        study, lang = self.view.study, self.view.lang
        self.picture.show(self.view.bands_with(low, high))
        if low is None or high is None:
            say(self.holds, _tried(self.view))
            return
        self.band.value = (_within(self.band, low), _within(self.band, high))
        say(self.holds, shown.band_said(study, low, high, lang), self._against(plan))

    def _against(self, plan: Plan) -> str:
        """Return what the band of the plan holds, where another one is typed."""
        said = self.form.draft.plan.positioning
        low, high = said.price_from_cny, said.price_to_cny
        typed = plan.positioning
        if low is None or high is None or (low, high) == (typed.price_from_cny, typed.price_to_cny):
            return ""
        lang = self.view.lang
        return text(
            "decide.bands.plan_says",
            lang,
            said=shown.band_said(self.view.study, low, high, lang),
        )


def _slider(view: PositioningView) -> ipywidgets.FloatRangeSlider | None:
    """Return the band as a slider over the market's prices; None without a market."""
    prices = view.study.offers["unit_price_cny"]
    if prices.empty:
        return None
    said = open_plan(working(view.shop.folder)).document
    ends = [value_at(said, tuple(path.split("."))) for path in (LOW, HIGH)]
    known = [float(end) for end in ends if isinstance(end, int | float)]
    step = _step(float(prices.max()))
    low = math.floor(min(prices.min(), *known, prices.max()) / step) * step
    high = math.ceil(max(prices.max(), *known, prices.min()) / step) * step
    label = text("decide.bands.range", view.lang)
    slider = ipywidgets.FloatRangeSlider(
        **labelled(label),
        min=low,
        max=high,
        step=step,
        value=(known[0], known[1]) if len(known) == len(ends) else (low, high),
        readout_format=",.0f" if step >= 1 else ",.1f",
        style={"description_width": f"{room_for([label]):.0f}px"},
        layout={**LAYOUT, "width": "640px"},
    )
    slider.add_class("shopkit-band-slider")
    return slider


def _within(band: ipywidgets.FloatRangeSlider, end: float) -> float:
    """Return the end of the slider's range for a price beyond it."""
    return float(min(max(end, band.min), band.max))


def _step(most: float) -> float:
    """Return a round step that makes about a hundred of a range; at least 0.1."""
    return max(0.1, 10.0 ** math.floor(math.log10(max(most, 1) / STEPS * 2)))


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 2)


def _tried(view: PositioningView) -> str:
    prices = view.study.offers["unit_price_cny"]
    said = {"low": price(float(prices.min())), "high": price(float(prices.max()))}
    return text("decide.bands.tried", view.lang, **said)
