"""What a period earned and what a cart leaves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopkit.cli.shared import (
    Folder,
    JsonOption,
    LangOption,
    PeriodOption,
    print_json,
    refusals,
    warn,
)
from shopkit.i18n import Lang

if TYPE_CHECKING:
    from shopkit.kpi import Overview


def kpi(
    folder: Folder,
    period: PeriodOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """核心指标 · Headline figures of a period."""
    from shopkit.exports import open_shop
    from shopkit.kpi import overview
    from shopkit.periods import Period

    with refusals(lang, folder) as said:
        asked = Period.parse(period) if period else None
        shop = open_shop(folder)
        asked = asked or Period.latest_full_month(shop.first_day, shop.last_day)
        view = overview(shop.tables, asked)
        if as_json:
            print_json(view.as_json())
        else:
            _print_figures(view, said)
        warn(shop, said)


def price(
    folder: Folder,
    cart: Annotated[Path, typer.Option(metavar="CART.YAML", help="购物车 · the cart")],
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """一个购物车：到手价、谁承担、店铺剩多少 · What a cart costs its buyer and leaves the shop."""
    from shopkit.reports.cart import priced_cart
    from shopkit.reports.cart_said import cart_said
    from shopkit.reports.terminal import print_parts

    with refusals(lang, folder) as said:
        priced = priced_cart(folder, cart, said)
        if as_json:
            print_json(priced.as_json())
        else:
            print_parts(cart_said(priced, said))


def _print_figures(view: Overview, lang: Lang) -> None:
    from shopkit.kpi.pictures import figures_shown
    from shopkit.kpi.wording import period_text
    from shopkit.reports.terminal import print_table

    heads, rows = figures_shown(view, "before", lang)
    print_table(heads, rows, "lrrrl", period_text(view, lang))
