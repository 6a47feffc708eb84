"""Opening a shop: steps, documents and tasks by platform, what is done, missing or out of date.

The items stand in `resources/opening.csv`: three lists of source documents (four steps of a first
shop, four of founding a company with eleven documents, four tasks before launch) and what the law
asks for today. An item that was abolished keeps its last day and what replaced it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast

import pandas as pd

from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import Lang, full_day, listed, text
from shopkit.tables import check

if TYPE_CHECKING:
    from shopkit.plan.sections.opening import OpeningItem

Kind = Literal["step", "document", "task"]
State = Literal["done", "missing", "expired", "expiring", "abolished"]
SOON_DAYS = 30  # a document that runs out within so many days is to be renewed
COLUMNS = [
    "item_kind",
    "item",
    "needs",
    "done",
    "valid_until",
    "item_state",
    "replaced_by",
    "certain",
]


@dataclass(frozen=True, slots=True)
class Item:
    """A step, document or task of the opening.

    Attributes:
        key: stable name.
        listing: list it belongs to: `first_shop`, `founding`, `documents`, `launch` or `today`.
        kind: step, document or task.
        zh: name in Chinese.
        en: name in English.
        needs: what must be there first, by language.
        platforms: where it is asked for.
        until: last day it was asked for; `None` while it is.
        replaced_by: key of the item that does its work now; empty where none does.
        personal: whether it holds personal data, so that copies are kept no longer than needed.
        certain: whether it was read at its source; else it is to be confirmed before use.
    """

    key: str
    listing: str
    kind: Kind
    zh: str
    en: str
    needs: Mapping[Lang, tuple[str, ...]]
    platforms: frozenset[str]
    until: date | None
    replaced_by: str
    personal: bool
    certain: bool

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en

    def asked(self, day: date) -> bool:
        """Tell whether it is still asked for on a day."""
        return self.until is None or day <= self.until


@cache
def items() -> Mapping[str, Item]:
    """Return every item by its key, as `resources/opening.csv` lists them."""
    source = (files("shopkit") / "resources" / "opening.csv").read_text(encoding="utf-8")
    return {row["key"]: _item(row) for row in csv.DictReader(source.splitlines())}


def _item(row: dict[str, str]) -> Item:
    needs: dict[Lang, tuple[str, ...]] = {
        "zh": tuple(row["needs_zh"].split("|")) if row["needs_zh"] else (),
        "en": tuple(row["needs_en"].split("|")) if row["needs_en"] else (),
    }
    return Item(
        key=row["key"],
        listing=row["list"],
        kind=cast("Kind", row["kind"]),
        zh=row["zh"],
        en=row["en"],
        needs=needs,
        platforms=frozenset(row["platforms"].split()),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        replaced_by=row["replaced_by"],
        personal=row["personal"] == "yes",
        certain=row["certain"] == "yes",
    )


def checklist(platform: str | None = None, listing: str | None = None) -> tuple[Item, ...]:
    """Return the items of a platform, of a list of a source, or all of them, in order.

    Example:
        >>> [len(checklist(listing=name)) for name in ("first_shop", "documents", "launch")]
        [4, 11, 4]
    """
    return tuple(
        item
        for item in items().values()
        if (platform is None or platform in item.platforms)
        and (listing is None or item.listing == listing)
    )


def item_of(name: str) -> Item | None:
    """Return the item a plan names: by key, Chinese or English; `None` for one of its own."""
    said = name.strip().casefold()
    known = items().values()
    return next((i for i in known if said in (i.key, i.zh.casefold(), i.en.casefold())), None)


def opening_state(
    done: Sequence[OpeningItem], platform: str, day: date, lang: Lang
) -> pd.DataFrame:
    """Return every item a platform asks for with how far it is, and those the plan adds.

    Args:
        done: `opening.items` of the plan.
        platform: of the shop.
        day: day it is looked at.
        lang: language of names.

    Returns:
        One row an item: item_kind (code; of the plan's own `task`), item, needs (in words), done,
        valid_until (NaT unsaid), item_state (`done`, `missing`, `expired`, `expiring` within 30
        days, `abolished`), replaced_by (in words; empty where nothing does), certain (whether it
        was read at its source; else confirm before use; the plan's own are its own word).
    """
    told = {found.key: one for one in done if (found := item_of(one.item)) is not None}
    rows = [_row(item, told.get(item.key), day, lang) for item in checklist(platform)]
    rows += [_own(one, day) for one in done if item_of(one.item) is None]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["valid_until"] = pd.to_datetime(frame["valid_until"])
    return check(frame)


def _row(item: Item, told: OpeningItem | None, day: date, lang: Lang) -> dict[str, object]:
    return {
        "item_kind": item.kind,
        "item": item.title(lang),
        "needs": listed(list(item.needs[lang]), lang),
        "done": told is not None and told.done,
        "valid_until": None if told is None else told.valid_until,
        "item_state": _state(told, day) if item.asked(day) else "abolished",
        "replaced_by": items()[item.replaced_by].title(lang) if item.replaced_by else "",
        "certain": item.certain,
    }


def _own(told: OpeningItem, day: date) -> dict[str, object]:
    return {
        "item_kind": "task",
        "item": told.item,
        "needs": "",
        "done": told.done,
        "valid_until": told.valid_until,
        "item_state": _state(told, day),
        "replaced_by": "",
        "certain": True,
    }


def _state(told: OpeningItem | None, day: date) -> State:
    if told is None or not told.done:
        return "missing"
    if told.valid_until is not None and told.valid_until < day:
        return "expired"
    if told.valid_until is not None and told.valid_until < day + timedelta(days=SOON_DAYS):
        return "expiring"
    return "done"


def progress(state: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Return how many items of each kind are in order and how many are asked for.

    What is expired is not in order; what runs out soon still is; abolished items do not count.

    Args:
        state: what `opening_state` returned.
    """
    asked = state[state["item_state"] != "abolished"]
    good = asked["item_state"].isin(["done", "expiring"])
    kinds = asked.groupby("item_kind", sort=False)
    return {str(kind): (int(good[part.index].sum()), len(part)) for kind, part in kinds}


def next_item(state: pd.DataFrame) -> str | None:
    """Return the first item that is missing or expired; `None` where all are in order."""
    open_items = state[state["item_state"].isin(["missing", "expired"])]
    return None if open_items.empty else str(open_items["item"].iloc[0])


def opening_findings(done: Sequence[OpeningItem], day: date, lang: Lang) -> Iterator[Finding]:
    """Yield documents that ran out or soon will, and what is listed and no longer asked for."""
    for one in done:
        state = _state(one, day)
        if state in ("expired", "expiring") and one.valid_until is not None:
            worst = Severity.ERROR if state == "expired" else Severity.WARNING
            until = full_day(one.valid_until, lang)
            yield _finding(state, worst, lang, item=one.item, until=until)
    named = [found for one in done if (found := item_of(one.item)) is not None]
    yield from abolished_findings(named, day, lang)


def abolished_findings(listed_items: Sequence[Item], day: date, lang: Lang) -> Iterator[Finding]:
    """Yield the items of a list that are no longer asked for on a day, with what replaced them."""
    for item in listed_items:
        if not item.asked(day):
            now = items()[item.replaced_by].title(lang) if item.replaced_by else ""
            yield _finding("abolished", Severity.NOTE, lang, item=item.title(lang), now=now)


def personal_findings(listed_items: Sequence[Item], lang: Lang) -> Iterator[Finding]:
    """Yield that copies of some items hold personal data, if any do."""
    if personal := [item.title(lang) for item in listed_items if item.personal]:
        yield _finding("personal", Severity.NOTE, lang, list=listed(personal, lang))


def shop_type_findings(said: Mapping[str, str], lang: Lang) -> Iterator[Finding]:
    """Yield that one plan speaks of several types of shop, whose documents and fees differ.

    Args:
        said: where it stands → type of shop named there (code of the plan).
        lang: language of the texts.
    """
    kinds = list(dict.fromkeys(said.values()))
    if len(kinds) > 1:
        names = listed([text(f"opening.shop_type.{kind}", lang) for kind in kinds], lang)
        places = listed(list(said), lang)
        yield _finding(
            "shop_types", Severity.WARNING, lang, n=len(kinds), list=names, places=places
        )


def _finding(code: str, severity: Severity, lang: Lang, **said: object) -> Finding:
    found = Finding(code=f"opening_{code}", severity=severity, place="opening")
    return with_texts(found, f"opening.finding.{code}", lang, said)
