"""Reading `cart.yaml`: one cart, or every problem in it with its line.

at: 2026-11-11
hour: 20
buyer: {member: 高级会员, vip88: true}
lines:
  - {product: "600000000001", units: 2}
freight_cny: 8
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from shopkit.errors import CartError, PlanError, Problem
from shopkit.i18n import LANGS, text
from shopkit.plan.document import LARGEST_BYTES, at_line, document_of
from shopkit.plan.sections.values import Count, Money, Name, Section
from shopkit.plan.tree import Node
from shopkit.promotions.carts import LARGEST_FEN, LARGEST_UNITS, Buyer, Cart, CartLine
from shopkit.promotions.guessing import meant
from shopkit.promotions.model import fen

if TYPE_CHECKING:
    from shopkit.plan import Plan

LONGEST_SHOWN = 60
EARLIEST = date(2000, 1, 1)  # a bare number would be a day of 1970


class Line(Section):
    """A line as the file says it."""

    product: Name
    units: Annotated[Count, Field(ge=1, le=LARGEST_UNITS)] = 1
    price_cny: Money | None = None
    sku: Name | None = None
    category: Name | None = None


class Who(Section):
    """The buyer as the file says."""

    member: Name | None = None
    vip88: bool = False
    new: bool = False


class Said(Section):
    """A cart as the file says it."""

    at: Annotated[date, Field(ge=EARLIEST)]
    hour: Annotated[Count, Field(le=23)] | None = None
    buyer: Who = Who()
    lines: Annotated[tuple[Line, ...], Field(min_length=1, max_length=1000)]
    freight_cny: Money | None = None


def read_cart(path: Path, plan: Plan) -> Cart:
    """Return the cart in a file; what it leaves open is as the plan says.

    A product without a price has the `price_cny` of the plan, a line without a category that of
    the plan, and delivery costs what `prices.freight_charged_cny` says, else nothing.

    Args:
        path: the file.
        plan: the plan of the shop it is about.

    Raises:
        CartError: It has problems; all of them are named, each with its line.
    """
    document = _document(path)
    said, problems = _said(path, document)
    problems += _Meant(path, document, plan).problems()
    if said is None or problems:
        raise CartError(sorted(problems, key=_line))
    cart = _cart(said, plan)
    if (
        sum(line.units * line.unit_price_fen for line in cart.lines) + cart.freight_fen
        > LARGEST_FEN
    ):
        most = {"most": f"{LARGEST_FEN // 100:,}"}
        raise CartError(Problem("cart_too_much", _at(path, document, ("lines",)), None, most))
    return cart


def _document(path: Path) -> Node:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise CartError(Problem("cart_unreadable", str(path)))
        return document_of(path, path.read_bytes().decode("utf-8-sig"))
    except PlanError as error:
        raise CartError(error.problems) from None
    except (OSError, UnicodeDecodeError):
        raise CartError(Problem("cart_unreadable", str(path))) from None


def _said(path: Path, document: Node) -> tuple[Said | None, list[Problem]]:
    try:
        return Said.model_validate(document.value), []
    except ValidationError as error:
        found = [item for item in error.errors() if not _follows(item)]
        return None, [_problem(_at(path, document, item["loc"]), item) for item in found]


def _at(path: Path, document: Node, steps: Sequence[str | int]) -> str:
    return at_line(path, document.line_of(steps))


def _line(problem: Problem) -> int:
    return int(problem.place.rpartition(":")[2])


def _named(steps: Sequence[str | int]) -> Mapping[str, str]:
    """Return what an entry is called, products counted from 1, in each language."""
    numbers = [step + 1 for step in steps if isinstance(step, int)]
    last = steps[-1] if steps else 0
    inner = isinstance(last, str)
    kind = ("line_entry" if inner else "line") if numbers else "entry" if inner else "whole"
    said = {"name": last, "n": numbers[0] if numbers else 0}
    return {lang: text(f"promotions.cart.{kind}", lang, **said) for lang in LANGS}


def _guessed(said: str, known: Iterable[str]) -> Mapping[str, str]:
    names = list(known)
    return {lang: meant(said, names, lang) for lang in LANGS}


def _follows(item: ErrorDetails) -> bool:
    """Tell whether a list only counts as short because an entry of it is wrong."""
    return item["type"] == "too_short" and bool(item["input"])


def _problem(where: str, item: ErrorDetails) -> Problem:
    steps = [step for step in item["loc"] if isinstance(step, str)]
    if item["type"] == "extra_forbidden":
        known = _keys(steps[:-1])
        said = {"known": ", ".join(known), "guess": _guessed(steps[-1], known)}
        said |= {"item": _named(item["loc"])}
        return Problem("cart_unknown_key", where, None, said)
    key = steps[-1] if steps else "cart"
    meaning = {lang: text(f"promotions.cart.{key}", lang) for lang in LANGS}
    told = {"item": _named(item["loc"]), "meaning": meaning}
    if item["type"] == "missing":
        return Problem("cart_missing", where, None, told)
    return Problem("cart_value", where, str(item["input"])[:LONGEST_SHOWN], told)


def _keys(steps: list[str]) -> list[str]:
    inside: dict[str, type[Section]] = {"buyer": Who, "lines": Line}
    return list((inside[steps[0]] if steps else Said).model_fields)


class _Meant:
    """What a cart says about the shop: products and tiers that must be known to the plan."""

    def __init__(self, path: Path, document: Node, plan: Plan) -> None:
        self.path, self.document = path, document
        self.tiers = [tier.name for tier in plan.members.tiers]
        self.prices = {one.item_id: one.price_cny for one in plan.products}

    def problems(self) -> list[Problem]:
        """Return what is wrong even where other parts of the file are wrong too."""
        said = self.document.value if isinstance(self.document.value, dict) else {}
        return [*self._of_buyer(said.get("buyer")), *self._of_lines(said.get("lines"))]

    def _of_buyer(self, said: object) -> Iterator[Problem]:
        member = _word(said, "member")
        if member and self.tiers and member not in self.tiers:
            names = {"guess": _guessed(member, self.tiers), "known": ", ".join(self.tiers)}
            yield Problem("cart_member", self._at("buyer", "member"), member, names)

    def _of_lines(self, said: object) -> Iterator[Problem]:
        for number, row in enumerate(said if isinstance(said, list) else ()):
            product = _word(row, "product")
            if product and row.get("price_cny") is None and self.prices.get(product) is None:
                unknown = [] if product in self.prices else self.prices
                at = self._at("lines", number, "product")
                told = {"guess": _guessed(product, unknown), "item": _named(("lines", number))}
                yield Problem("cart_no_price", at, product, told)

    def _at(self, *steps: str | int) -> str:
        return _at(self.path, self.document, steps)


def _word(said: object, key: str) -> str:
    """Return what stands behind a key as a word; empty where there is none."""
    value = said.get(key) if isinstance(said, dict) else None
    return str(value).strip() if isinstance(value, str | int) else ""


def _cart(said: Said, plan: Plan) -> Cart:
    buyer = Buyer(said.buyer.member, said.buyer.vip88, said.buyer.new)
    freight = plan.prices.freight_charged_cny if said.freight_cny is None else said.freight_cny
    return Cart(tuple(_lines(said.lines, plan)), said.at, said.hour, buyer, fen(freight) or 0)


def _lines(said: Iterable[Line], plan: Plan) -> Iterator[CartLine]:
    known = {product.item_id: product for product in plan.products}
    for line in said:
        product: Any = known.get(line.product)
        price = product.price_cny if line.price_cny is None else line.price_cny
        category = line.category or (product.category if product else None) or plan.shop.category
        yield CartLine(line.product, line.units, fen(price) or 0, line.sku, category)
