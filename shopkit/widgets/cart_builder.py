"""A cart that is put together: what its buyer pays, what the shop receives, step by step."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit.charts.table import STYLE as TABLE
from shopkit.charts.table import Table
from shopkit.errors import PlanError
from shopkit.i18n import text
from shopkit.pricing.pictures import cny
from shopkit.promotions import BEARERS, Buyer, Cart, CartLine, Shown, carts_of, steps
from shopkit.promotions.carts import LARGEST_UNITS
from shopkit.promotions.reading import EARLIEST
from shopkit.tables import column
from shopkit.widgets.controls import (
    LAYOUT,
    STYLE,
    LivePicture,
    dropdown,
    labelled,
    say,
    spoken,
    without_kernel,
)
from shopkit.widgets.editors import wrong_lines
from shopkit.widgets.pricing_cart import drawn
from shopkit.widgets.pricing_explorer import MOST_CNY, named
from shopkit.widgets.said import Said
from shopkit.widgets.typed import Range, TypedNumber

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.widgets.pricing import PricingView

HOURS = 24
NOBODY, UNKNOWN = "", -1  # a list shows no entry whose value is None
LINES = ["units", "unit_price_cny", "list_amount_cny", "off_cny", "paid_cny", "receipt_cny"]


class CartBuilder(ipywidgets.VBox):
    """A cart of whatever products, buyer, day and hour the reader picks."""

    def __init__(self, view: PricingView) -> None:
        """Start at the example."""
        self.view, self.lang = view, view.lang
        self.told = spoken("shopkit-cart")
        if view.example is None:
            say(self.told, text("price_desk.cart.none", self.lang))
            super().__init__([self.told])
            return
        self.first, self.filling = view.example, False
        self.products = {one.item_id: one for one in view.priced}
        self.pick = dropdown(self._said("pick"), named(view), view.priced[0].item_id)
        self.add, self.back = self._button("add"), self._button("reset")
        self.lines = ipywidgets.VBox()
        self.buyer = _BuyerFields(view)
        self.freight = self._number("freight", "bad_freight", 0)
        self.freight.watch(self._moved)
        self.buyer.watch(self._moved)
        self.add.on_click(lambda _: self._put_in())
        self.back.on_click(lambda _: self._fill(self.first))
        self.wrong = spoken("shopkit-cart-wrong")
        self.picture = LivePicture(Said(""))
        self.tables = spoken("shopkit-cart-steps")
        self._fill(self.first)
        picking = ipywidgets.HBox([self.pick, self.add], layout={"flex_flow": "row wrap"})
        parts = [picking, self.lines, self.buyer, self.freight, self.back, self.wrong]
        super().__init__([*parts, self.told, self.picture, ipywidgets.HTML(TABLE), self.tables])

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the controls, and a line for readers without a kernel."""
        twin = without_kernel("price_desk.live.static", self.lang)
        return {**dict(super()._repr_mimebundle_(**options) or {}), **twin}

    def _said(self, key: str, **values: object) -> str:
        return text(f"price_desk.cart.{key}", self.lang, **values)

    def _button(self, name: str) -> ipywidgets.Button:
        own = {"width": "auto", "align_self": "flex-start"}
        button = ipywidgets.Button(description=self._said(name), layout=own)
        button.add_class(f"shopkit-cart-{name}")
        return button

    def _number(self, label: str, bad: str, value: float) -> TypedNumber:
        allowed = Range(0, MOST_CNY, self._said(bad, most=f"{MOST_CNY:,}"))
        return TypedNumber(self._said(label), value, allowed)

    def _fill(self, cart: Cart) -> None:
        """Put the controls to a cart."""
        self.filling = True
        self.lines.children = [
            self._line(line.item_id, line.units, line.unit_price_fen / 100) for line in cart.lines
        ]
        self.buyer.put(cart)
        self.freight.put(cart.freight_fen / 100)
        self.filling = False
        self._moved()

    def _line(self, item: str, units: int, price: float) -> _Line:
        line = _Line(self.view, item, units, price)
        line.units.watch(self._moved)
        line.price.watch(self._moved)
        line.remove.on_click(lambda _: self._take_out(line))
        return line

    def _put_in(self) -> None:
        """Add a unit of the product picked; one that is there gets a line of its own again."""
        item = self.pick.value
        line = self._line(item, 1, self.products[item].price_cny or 0.0)
        self.lines.children = [*self.lines.children, line]
        self._moved()

    def _take_out(self, line: _Line) -> None:
        self.lines.children = [one for one in self.lines.children if one is not line]
        self._moved()

    @property
    def cart(self) -> Cart | None:
        """The cart the controls say; None while anything in it is wrong."""
        lines = [line.line for line in self.lines.children]
        day, freight = self.buyer.date, self.freight.number
        if not lines or day is None or freight is None or None in lines:
            return None
        said = tuple(line for line in lines if line is not None)
        return Cart(said, day, self.buyer.at, self.buyer.who, round(freight * 100))

    def _moved(self) -> None:
        """Count the cart again; what is wrong is said, and the result before it stays."""
        if self.filling:
            return
        cart = self.cart
        if cart is None:
            n = self._wrong()
            say(self.wrong, self._said("wrong", n=n) if n else self._said("empty"))
            return
        try:
            carts_of([cart])
        except ValueError:
            say(self.wrong, self._said("bad_cart"))
            return
        say(self.wrong)
        self._show(cart)

    def _wrong(self) -> int:
        fields = [self.freight, *(f for line in self.lines.children for f in line.fields)]
        return sum(one.number is None for one in fields) + (self.buyer.date is None)

    def _show(self, cart: Cart) -> None:
        try:
            best, worst = (steps(cart, self.view.offers, which) for which in ("best", "worst"))
        except PlanError as error:
            self.picture.clear()
            say(self.told)
            say(self.tables, *error.say(self.lang).splitlines())
            return
        shown, words = drawn(self.view, best, worst, self._said("picture"))
        self.picture.show(shown)
        say(self.told, words.title)
        parts = [self._steps(best, "best_steps"), self._lines_of(best)]
        same = worst.used == best.used and worst.receipt_cny == best.receipt_cny
        last = _plain(self._said("worst_same")) if same else self._steps(worst, "worst_steps")
        self.tables.value = "".join([*parts, last])

    def _steps(self, shown: Shown, key: str) -> str:
        """Return the steps of a cart as a table, with who bears each."""
        if shown.steps.empty:
            return _plain(self._said("no_steps"))
        idle = [f"borne_{who}_cny" for who in BEARERS if not shown.steps[f"borne_{who}_cny"].any()]
        return self._table(shown.steps.drop(columns=idle), key)

    def _lines_of(self, shown: Shown) -> str:
        """Return what each line costs in the end."""
        names = [self.view.name(item) for item in shown.lines["item_id"]]
        return self._table(shown.lines[LINES].assign(title=names)[["title", *LINES]], "lines")

    def _table(self, frame: pd.DataFrame, key: str) -> str:
        """Return a frame as a table with every amount to the fen."""
        heads = [column(str(name)).title(self.lang) for name in frame.columns]
        money = [str(name).endswith("_cny") for name in frame.columns]
        rows = [
            [
                cny(one, self.lang) if exact else str(one)
                for one, exact in zip(row, money, strict=True)
            ]
            for row in frame.itertuples(index=False)
        ]
        align = "l" + "r" * (len(heads) - 1)
        table = Table(heads, rows, align, self.lang, self._said(key))
        return f'<div style="overflow-x:auto;margin:0 0 12px">{table.html()}</div>'


class _Line(ipywidgets.VBox):
    """A line of the cart: product, units, everyday price, a button that takes it out."""

    def __init__(self, view: PricingView, item: str, units: int, price: float) -> None:
        self.item, lang = item, view.lang
        chosen = next((one for one in view.priced if one.item_id == item), None)
        own = chosen.category if chosen else None
        self.category = own or view.plan.shop.category
        name = view.name(item)

        def field(key: str, value: float, allowed: Range) -> TypedNumber:
            label = text(f"price_desk.cart.{key}", lang)
            whole = text("price_desk.cart.of_line", lang, name=name, what=label)
            return TypedNumber(label, value, allowed, whole)

        most = {"units": f"{LARGEST_UNITS:,}", "price": f"{MOST_CNY:,}"}
        bad = {key: text(f"price_desk.cart.bad_{key}", lang, most=most[key]) for key in most}
        self.units = field("units", units, Range(1, LARGEST_UNITS, bad["units"], whole=True))
        self.price = field("price", price, Range(0, MOST_CNY, bad["price"]))
        self.fields = (self.units, self.price)
        self.remove = ipywidgets.Button(
            description=text("price_desk.cart.remove_it", lang, name=name),
            layout={"width": "auto", "max_width": "100%", "align_self": "flex-start"},
        )
        title = ipywidgets.HTML(f"<b>{escape(name)}</b>")
        super().__init__([title, self.units, self.price, self.remove])

    @property
    def line(self) -> CartLine | None:
        """The line as it is typed; None while something in it is wrong."""
        units, price = self.units.number, self.price.number
        if units is None or price is None:
            return None
        return CartLine(self.item, int(units), round(price * 100), None, self.category)


class _BuyerFields(ipywidgets.VBox):
    """Who buys, and when."""

    def __init__(self, view: PricingView) -> None:
        self.lang = view.lang
        tiers = [(one.name, one.name) for one in view.plan.members.tiers]
        self.member = dropdown(
            self._said("member"), [(self._said("no_member"), NOBODY), *tiers], NOBODY
        )
        answers = [(self._said("is_no"), False), (self._said("is_yes"), True)]
        self.vip88, self.new = (
            dropdown(self._said(name), answers, value=False) for name in ("vip88", "new")
        )
        self.day = ipywidgets.DatePicker(**labelled(self._said("day")), style=STYLE, layout=LAYOUT)
        hours = [(self._said("at_hour", hour=hour), hour) for hour in range(HOURS)]
        self.hour = dropdown(
            self._said("hour"), [(self._said("any_hour"), UNKNOWN), *hours], UNKNOWN
        )
        self.note = ipywidgets.HTML()
        super().__init__([self.member, self.vip88, self.new, self.day, self.note, self.hour])
        self.day.observe(lambda _: self._look(), names="value")

    def _said(self, key: str, **values: object) -> str:
        return text(f"price_desk.cart.{key}", self.lang, **values)

    def _look(self) -> None:
        bad = self._said("bad_day", first=EARLIEST.year)
        self.note.value = wrong_lines([] if self.date else [bad])

    @property
    def date(self) -> date | None:
        """The day picked; None without one, or one long past."""
        return self.day.value if self.day.value and self.day.value >= EARLIEST else None

    @property
    def at(self) -> int | None:
        """The hour of the day; None where it is not known."""
        return None if self.hour.value == UNKNOWN else int(self.hour.value)

    @property
    def who(self) -> Buyer:
        """The buyer."""
        return Buyer(self.member.value or None, self.vip88.value, self.new.value)

    def put(self, cart: Cart) -> None:
        """Show the buyer and the moment of a cart."""
        known = [value for _, value in self.member.options]
        self.member.value = cart.buyer.member if cart.buyer.member in known else NOBODY
        self.vip88.value, self.new.value = cart.buyer.vip88, cart.buyer.new
        self.day.value = cart.day
        self.hour.value = UNKNOWN if cart.hour is None else cart.hour

    def watch(self, changed: Any) -> None:  # noqa: ANN401 - a function
        """Call a function whenever any of it changes."""
        for one in (self.member, self.vip88, self.new, self.day, self.hour):
            one.observe(lambda _: changed(), names="value")


def _plain(said: str) -> str:
    return f"<p>{escape(said)}</p>"
