"""The shop, its brand and its culture."""

from __future__ import annotations

from datetime import date
from typing import Literal

from shopkit.i18n import Lang
from shopkit.plan.sections.values import Count, Name, Platform, Section, ShopType, Text


class Shop(Section):
    """The shop itself."""

    name: Name
    platform: Platform
    lang: Lang = "zh"
    opened: date | None = None
    category: Name | None = None
    shop_type: ShopType | None = None
    trademark: Literal["R", "TM"] | None = None
    domain: Name | None = None


class Culture(Section):
    """What the shop stands for, in six statements."""

    values: Text | None = None
    aim: Text | None = None
    spirit: Text | None = None
    purchasing: Text | None = None
    selling: Text | None = None
    after_sales: Text | None = None


class Image(Section):
    """What a visitor sees of the brand."""

    decoration: Text | None = None
    introduction: Text | None = None
    design: Text | None = None
    customer_needs: Text | None = None


class NameCandidate(Section):
    """A shop name or domain under discussion, with the votes it got."""

    name: Name
    domain: Name | None = None
    votes: Count = 0


class Brand(Section):
    """The brand sheet."""

    slogan: Text | None = None
    culture: Culture = Culture()
    image: Image = Image()
    names: tuple[NameCandidate, ...] = ()
