"""What the products ask someone to do: heroes and roles that differ, stock to clear, gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from shopkit.findings import Finding, Severity, by_money, with_texts
from shopkit.i18n import Lang, listed, money, number, percent, text
from shopkit.products.heroes import MOST
from shopkit.products.life_shown import stage_name
from shopkit.tables import named_code

NAMED = 3  # of each kind


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything findings are made from; `None` where it was not looked at.

    Attributes:
        heroes: what `held_against_plan` returned.
        roles: what `roles_against_plan` returned.
        clearance: what `clearance` returned.
        missing: what `missing_data` returned.
    """

    heroes: pd.DataFrame | None = None
    roles: pd.DataFrame | None = None
    clearance: pd.DataFrame | None = None
    missing: pd.DataFrame | None = None


def findings(seen: Evidence, place: str, lang: Lang) -> list[Finding]:
    """Return what differs from the plan, what to clear and what is missing, most money first.

    Args:
        seen: the evidence.
        place: period or part of the plan it is about.
        lang: language of the texts.
    """
    found = [
        *_heroes(seen, lang),
        *_roles(seen, lang),
        *_clearance(seen, lang),
        *_missing(seen, lang),
    ]
    return by_money([_finding(code, place, lang, said) for code, said in found])


Told = tuple[str, dict[str, Any]]


def _finding(code: str, place: str, lang: Lang, said: dict[str, Any]) -> Finding:
    cny = said.pop("cny", None)
    found = Finding(
        code=code,
        severity=Severity.WARNING if cny else Severity.NOTE,
        place=place,
        owner=text("products.finding.owner", lang),
        cny=cny,
    )
    return with_texts(found, f"products.finding.{code}", lang, said)


def _heroes(seen: Evidence, lang: Lang) -> Iterator[Told]:
    if seen.heroes is None or not seen.heroes["hero_planned"].any():
        return
    for row in _first(seen.heroes[seen.heroes["hero_planned"] & ~seen.heroes["hero"]]):
        if code := _weakness(row):
            earned = money(row["contribution_cny"], lang)
            yield code, {"name": _name(row), "rank": number(row["rank"], "en"), "earned": earned}
    for row in _first(seen.heroes[seen.heroes["hero"] & ~seen.heroes["hero_planned"]]):
        yield "hero_missed", {"name": _name(row), "rank": number(row["rank"], "en")}


def _weakness(row: dict[str, Any]) -> str:
    """Return what speaks against a hero of the plan; empty where it is only not chosen.

    Heroes are added until they bring half of the whole, so that a second or third good product
    need not be among them; and with a few units nothing can be told.
    """
    if pd.isna(row["rank"]):
        return "hero_unsold"
    if row["contribution_cny"] <= 0:
        return "hero_losing"
    return "hero_weak" if row["rank"] > MOST else ""


def _roles(seen: Evidence, lang: Lang) -> Iterator[Told]:
    if seen.roles is None:
        return
    both = seen.roles.dropna(subset=["role", "role_planned"])
    for row in _first(both[both["role"] != both["role_planned"]]):
        said = {name: named_code(name, row[name], lang) for name in ("role", "role_planned")}
        yield (
            "role_differs",
            said
            | {
                "name": _name(row),
                "margin": percent(row["contribution_rate"], 0),
                "price": number(row["price_level"], lang),
                "seen": number(row["visitors_level"], lang),
            },
        )


def _clearance(seen: Evidence, lang: Lang) -> Iterator[Told]:
    if seen.clearance is None:
        return
    for row in _first(seen.clearance):
        cost = None if pd.isna(row["stock_cost_cny"]) else float(row["stock_cost_cny"])
        said = {"name": _name(row), "units": number(row["stock_units"], lang)}
        said |= {"days": number(row["days_of_cover"], lang), "cost": money(cost, lang)}
        yield "clear_stock", said | {"stage": stage_name(row["life_stage"], lang), "cny": cost}


def _missing(seen: Evidence, lang: Lang) -> Iterator[Told]:
    if seen.missing is None or seen.missing.empty:
        return
    names = [_name(row) for row in _first(seen.missing)]
    said = {"n": len(seen.missing), "names": listed(names, lang)}
    yield "data_missing", said | {"missing": seen.missing["missing"].iloc[0]}


def _first(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): value for name, value in row.items()}
        for row in rows.head(NAMED).to_dict("records")
    ]


def _name(row: dict[str, Any]) -> str:
    title = row["title"]
    return title if isinstance(title, str) and title else str(row["item_id"])
