"""A price that is moved, and what is left of it: numbers, picture and words follow at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from html import escape
from math import isfinite
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit import pricing
from shopkit.charts.picture import Picture
from shopkit.charts.table import STYLE, Cell, Content, Table
from shopkit.charts.unit import unit
from shopkit.i18n import percent, text
from shopkit.pricing.lists import paid_share
from shopkit.pricing.pictures import cny
from shopkit.widgets.controls import LAYOUT, dropdown, labelled, say, spoken, without_kernel
from shopkit.widgets.controls import STYLE as CONTROL
from shopkit.widgets.following import FollowingPicture, Numbers
from shopkit.widgets.pricing_unit import shown
from shopkit.widgets.typed import Range, TypedNumber

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.i18n import Words
    from shopkit.plan.sections.products import Product
    from shopkit.widgets.pricing import PricingView

MOST_CNY = 10_000_000
LOW, HIGH = 0.5, 1.5  # ends of the slider, by the plan's price
BEYOND = 0.1  # how far beyond the prices marked it reaches
FAR = 3  # times the plan's price: further than this no mark stretches the slider
FINE = ((100.0, 1.0), (20.0, 0.5), (2.0, 0.1))  # from this price on, step of the slider
CENT = 0.01
FIGURES = ("basis", "needed", "ads", "roi", "discount")


class PriceExplorer(ipywidgets.VBox):
    """What is left of a unit at whatever price the reader slides or types."""

    def __init__(self, view: PricingView) -> None:
        """Start at the first product whose cost is known, at the plan's price."""
        self.view, self.lang = view, view.lang
        self.products = {one.item_id: one for one in view.priced}
        self.told, first = spoken("shopkit-price"), view.first
        if first is None:
            say(self.told, text("price_desk.unit.none", self.lang))
            super().__init__([self.told])
            return
        names = named(view)
        self.product = dropdown(text("price_desk.unit.product", self.lang), names, first.item_id)
        self.moving = True
        self.slider = self._slider()
        self.typed = self._typed()
        self.ends = ipywidgets.HTML()
        self.jumps = {name: self._jump(name) for name in ("floor", "least", "target", "plan")}
        self.figures = spoken("shopkit-price-figures")
        self.picture = FollowingPicture()
        self.so = spoken("shopkit-price-so")
        self._start()
        self.product.observe(self._picked, names="value")
        self.slider.observe(self._slid, names="value")
        self.typed.watch(self._took)
        parts = [self.product, self.slider, self.typed, self.ends]
        parts += [ipywidgets.HBox(list(self.jumps.values()), layout={"flex_flow": "row wrap"})]
        parts += [self.told, ipywidgets.HTML(STYLE), self.figures, self.picture, self.so]
        super().__init__(parts)

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the controls, and a line for readers without a kernel."""
        twin = without_kernel("price_desk.live.static", self.lang)
        return {**dict(super()._repr_mimebundle_(**options) or {}), **twin}

    def _slider(self) -> ipywidgets.FloatSlider:
        slider = ipywidgets.FloatSlider(
            **labelled(text("price_desk.unit.slide", self.lang)),
            min=0,
            max=MOST_CNY,
            readout=False,
            style=CONTROL,
            layout=LAYOUT,
        )
        slider.add_class("shopkit-price-slider")
        return slider

    def _typed(self) -> TypedNumber:
        bad = text("price_desk.unit.bad", self.lang, most=f"{MOST_CNY:,}")
        typed = TypedNumber(text("price_desk.unit.typed", self.lang), 1, Range(CENT, MOST_CNY, bad))
        typed.control.add_class("shopkit-price-typed")
        return typed

    def _jump(self, name: str) -> ipywidgets.Button:
        said = text(f"price_desk.unit.to_{name}", self.lang)
        button = ipywidgets.Button(description=said, layout={"width": "auto"})
        button.add_class(f"shopkit-to-{name}")
        button.on_click(lambda _: self._start() if name == "plan" else self._take(self.at[name]))
        return button

    @property
    def chosen(self) -> Product:
        """The product looked at."""
        return self.products[self.product.value]

    @property
    def plan_price(self) -> float:
        """What the plan asks for it, CNY."""
        return self.chosen.price_cny or CENT

    def _start(self) -> None:
        """Put everything to a product at the plan's price."""
        self.terms = self.view.of(self.chosen.item_id)
        self.rates = (
            self.view.plan.prices.least_margin_rate or 0.0,
            self.view.plan.prices.target_margin_rate,
        )
        self.at = self._marks()
        for name, button in self.jumps.items():
            button.disabled = name != "plan" and name not in self.at
        marked = [one for one in self.at.values() if one <= self.plan_price * FAR]
        low, high = min([self.plan_price * LOW, *marked]), max([self.plan_price * HIGH, *marked])
        self._stretch(low * (1 - BEYOND), high * (1 + BEYOND))
        self._take(self.plan_price)

    def _marks(self) -> dict[str, float]:
        """Return the prices worth knowing: nothing lost, least margin, margin aimed at, CNY."""
        least, target = self.rates
        floor = pricing.floor_price(self.terms)
        found = {"floor": floor}
        found["least"] = pricing.floor_price(self.terms, least) if least else None
        found["target"] = pricing.price_for(self.terms, target) if target else None
        known = {name: at for name, at in found.items() if at is not None and isfinite(at)}
        return {name: round(at, 2) for name, at in known.items() if CENT <= at <= MOST_CNY}

    def _stretch(self, low: float, high: float) -> None:
        """Let the slider reach from one price to another, and draw the picture for them all."""
        step = next((step for price, step in FINE if self.plan_price >= price), CENT)
        low, high = max(step, low // step * step), -(-high // step) * step
        self.moving = True
        with self.slider.hold_sync():
            self.slider.min, self.slider.max = 0, high
            self.slider.min, self.slider.step = low, step
        self.moving = False
        said = {"low": cny(low, self.lang), "high": cny(high, self.lang)}
        reach = text("price_desk.unit.ends", self.lang, **said)
        self.ends.value = f"<small>{escape(reach)}</small>"
        wide = _widest(self._frame(low)[0], self._frame(high)[0])
        frame, words = self._frame(self.plan_price)
        self.picture.draw(self._picture(wide, words), _rows(frame))
        say(self.so, words.so)

    def _frame(self, price: float) -> tuple[pd.DataFrame, Words]:
        return shown(self.view, self.chosen, price)

    def _picture(self, wide: pd.DataFrame, words: Words) -> Picture:
        import pandas as pd

        name = self.view.name(self.chosen.item_id)
        title, said = (
            text(f"price_desk.unit.{key}", self.lang, name=name) for key in ("title", "alt")
        )
        rows = [
            (text(f"price_desk.unit.{mark}", self.lang), at, cny(at, self.lang))
            for mark, at in self.at.items()
            if at <= self.slider.max
        ]
        marks = pd.DataFrame(rows, columns=["category", "at", "value_text"])
        words = replace(words, title=title, alt=said, so="")
        return Picture(lambda look: unit(wide, marks, words, look), words, self.lang)

    def _picked(self, _: Any) -> None:  # noqa: ANN401
        self._start()

    def _slid(self, change: Any) -> None:  # noqa: ANN401 - a change of a trait
        if not self.moving:
            self._take(round(change["new"], 2), slid=True)

    def _took(self) -> None:
        if self.moving:
            return
        if self.typed.number is None:
            self._tell(text("price_desk.unit.still", self.lang, price=cny(self.price, self.lang)))
        else:
            self._take(round(self.typed.number, 2))

    def _take(self, price: float, *, slid: bool = False) -> None:
        """Take a price and let everything follow it."""
        if price > self.slider.max or price < self.slider.min:
            low, high = min(price, self.slider.min), max(price, self.slider.max)
            self._stretch(low, high)
        self.moving, self.price = True, price
        self.typed.put(price)
        if not slid:
            # a step of it, or the browser rounds it and sends that back as if the reader had slid
            low, step = self.slider.min, self.slider.step
            self.slider.value = round(low + round((price - low) / step) * step, 2)
        self.moving = False
        frame, words = self._frame(price)
        self.picture.follow(_rows(frame))
        self.title = words.title
        self._tell()
        self.figures.value = self._numbers().html()

    def _tell(self, first: str = "") -> None:
        """Say what the price leaves; before it whatever else there is to say."""
        say(self.told, first, self.title, self._judged(), self._against())

    def _judged(self) -> str:
        """Return which of the marked prices this one is below; nothing if none."""
        for name in ("floor", "least"):
            if name in self.at and self.price < self.at[name]:
                floor = cny(self.at[name], self.lang)
                return text(f"price_desk.unit.below_{name}", self.lang, floor=floor)
        return ""

    def _against(self) -> str:
        """Return what is left more or less than at the plan's price."""
        now, then = (self.terms.left(price) for price in (self.price, self.plan_price))
        if self.price == self.plan_price:
            return text("price_desk.unit.same", self.lang)
        if now is None or then is None:
            return ""
        key = "more" if now > then else "fewer"
        said = {"price": cny(self.plan_price, self.lang), "amount": cny(abs(now - then), self.lang)}
        return text(f"price_desk.unit.{key}", self.lang, **said)

    def _numbers(self) -> Table:
        """Return what follows from the price: to lose nothing, and to keep the least margin."""
        least, lang = self.rates[0], self.lang
        named = [("lossless", 0.0)] + [("kept", least)] * bool(least)
        heads = [text(f"price_desk.unit.{name}", lang) for name in FIGURES]
        rows = [
            [text(f"price_desk.unit.{key}", lang, rate=percent(rate, 0)), *self._at_least(rate)]
            for key, rate in named
        ]
        return Table(heads, rows, "l" + "r" * (len(heads) - 1), lang)

    def _at_least(self, rate: float) -> list[Content]:
        """Return price, ads, return on ads and discount at which a margin is just left."""
        terms, price, lang = self.terms, self.price, self.lang
        floor, ads = pricing.floor_price(terms, rate), pricing.most_ad_cost(terms, price, rate)
        discount = pricing.deepest_discount(terms, price, rate)
        if floor is None or ads is None or discount is None:
            return [None] * (len(FIGURES) - 1)
        none = Cell(text("price_desk.unit.none_left", lang), "bad_text")
        roi = pricing.break_even_roi(terms, price, rate)
        return [
            cny(floor, lang),
            cny(ads, lang) if ads > 0 else none,
            none if roi is None else f"{roi:.2f}",
            paid_share(discount, lang) if discount < 1 else Cell(paid_share(1, lang), "bad_text"),
        ]


def named(view: PricingView) -> list[tuple[str, str]]:
    """Return the products with a price, by name; those of the same name told apart by number."""
    pairs = [(view.name(one.item_id), one.item_id) for one in view.priced]
    often = Counter(name for name, _ in pairs)
    return [(f"{name} ({item})" if often[name] > 1 else name, item) for name, item in pairs]


def _rows(frame: pd.DataFrame) -> Numbers:
    known = frame.astype(object).where(frame.notna(), None)
    return [{str(name): one for name, one in row.items()} for row in known.to_dict("records")]


def _widest(low: pd.DataFrame, high: pd.DataFrame) -> pd.DataFrame:
    """Return rows that hold those of two prices, and with them of every price between."""
    texts = [max(pair, key=len) for pair in zip(low["value_text"], high["value_text"], strict=True)]
    return high.assign(
        low=[min(pair) for pair in zip(low["low"], high["low"], strict=True)],
        high=[max(pair) for pair in zip(low["high"], high["high"], strict=True)],
        value_text=texts,
    )
