"""Shop names and domains: short, memorable, to the point, related; ranked with their votes.

The source document names the four rules without a measure; the measures here are shopkit's own
and are told with every result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from shopkit.tables import check

if TYPE_CHECKING:
    from shopkit.plan import Plan

RULES = ("short", "memorable", "to_the_point", "related")
CHARACTERS, LETTERS, DOMAIN_LETTERS = 6, 12, 12  # longest that counts as short
PART = 2  # characters two names must share in a row
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_THRICE = re.compile(r"(.)\1\1", re.IGNORECASE)
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameCheck:
    """A name and domain held against the four rules; None where a rule cannot be judged.

    Attributes:
        name: the shop name.
        domain: the domain, if any.
        short: at most 6 Chinese characters or 12 letters; the domain at most 12 letters.
        memorable: one script, no digit or sign, no character three times in a row; in the
            domain no hyphen, no digits mixed with letters, no five consonants in a row.
        to_the_point: two characters in a row, or a word, of what is sold.
        related: two characters in a row, or a word, of the shop's name, or the domain holds the
            letters of the name; None where there is nothing to compare with.
        votes: how many it got.
    """

    name: str
    domain: str | None
    short: bool
    memorable: bool
    to_the_point: bool | None
    related: bool | None
    votes: int = 0

    @property
    def met(self) -> int:
        """How many of the four rules it meets."""
        return sum(getattr(self, rule) is True for rule in RULES)


def check_name(
    name: str, domain: str | None = None, sold: Iterable[str] = (), company: str | None = None
) -> NameCheck:
    """Return a name held against the four rules.

    Args:
        name: the shop name.
        domain: the domain with or without its ending.
        sold: words for what is sold: category, kinds of products.
        company: name of the shop or company today.
    """
    label = (domain or "").lower().removeprefix("www.").partition(".")[0]
    about = [word for word in sold if word]
    both = f"{name} {label}"
    return NameCheck(
        name=name,
        domain=domain,
        short=_short(name) and len(label) <= DOMAIN_LETTERS,
        memorable=_plain(name) and _plain_label(label),
        to_the_point=any(_share(both, word) for word in about) if about else None,
        related=_related(name, label, company),
    )


def ranked_names(plan: Plan) -> pd.DataFrame:
    """Return the candidates of the plan, best first: most rules met, then most votes.

    Returns:
        One row a name: rank, shop_name, domain, name_score (rules met, 0–4), votes and one column a
        rule: short, memorable, to_the_point, related (True, False, None where unknown).
    """
    said = plan.positioning
    sold = [said.category or "", plan.shop.category or "", *said.product_types]
    rows = []
    for one in plan.brand.names:
        found = check_name(one.name, one.domain, sold, plan.shop.name)
        told = {"shop_name": one.name, "domain": one.domain, "name_score": found.met}
        rows.append(told | {"votes": one.votes} | {rule: getattr(found, rule) for rule in RULES})
    frame = pd.DataFrame(rows, columns=["shop_name", "domain", "name_score", "votes", *RULES])
    frame = frame.sort_values(["name_score", "votes"], ascending=False, kind="stable")
    frame.insert(0, "rank", range(1, len(frame) + 1))
    return check(frame.reset_index(drop=True))


def _short(name: str) -> bool:
    return len(name.replace(" ", "")) <= (CHARACTERS if _HAN.search(name) else LETTERS)


def _plain(name: str) -> bool:
    scripts = [bool(_HAN.search(name)), bool(_LATIN.search(name))]
    letters = all(one.isalpha() or one == " " for one in name)
    return sum(scripts) == 1 and letters and not _THRICE.search(name)


def _plain_label(label: str) -> bool:
    mixed = any(one.isdigit() for one in label) and not label.isdigit()
    return not (mixed or "-" in label or _THRICE.search(label) or _CONSONANTS.search(label))


def _share(said: str, word: str) -> bool:
    """Tell whether a text holds a word, or two Chinese characters of it in a row."""
    low, sought = said.lower(), word.lower().strip()
    if not _HAN.search(sought):
        return any(len(part) > PART and part in low for part in sought.split())
    return any(sought[n : n + PART] in low for n in range(max(len(sought) - PART + 1, 1)))


def _related(name: str, label: str, company: str | None) -> bool | None:
    letters = "".join(_LATIN.findall(name)).lower()
    if min(len(label), len(letters)) > PART and (letters in label or label in letters):
        return True
    if not company or company == name:
        return True if company == name else None
    return _share(f"{name} {label}", company)
