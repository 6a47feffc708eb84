"""Names in the reader's language for fields of the plan that hold one of a few codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets
import traitlets

from shopkit import schedule
from shopkit.almanac import key_of
from shopkit.almanac.years import named_rows
from shopkit.i18n import Lang
from shopkit.schedule.books import OF_CAMPAIGNS


def names_at(path: str, lang: Lang) -> Mapping[str, str]:
    """Return what each code of a field is called; empty where it holds words of its own.

    Example:
        >>> names_at("campaigns.run_book", "zh")["small"], names_at("campaigns.name", "zh")
        ('小活动手册', {})
    """
    return _NAMES[path](lang) if path in _NAMES else {}


def code_at(path: str, said: object) -> object:
    """Return the code of a value of such a field; a value nobody knows stays as it is.

    Example:
        >>> code_at("campaigns.of", "双十二"), code_at("campaigns.of", "庙会")
        ('double12', '庙会')
    """
    if path not in _NAMES or not isinstance(said, str):
        return said
    return key_of(said) or said if path == OF else _book(said)


def _book(said: str) -> str:
    code = said.strip().casefold()
    return code if code in OF_CAMPAIGNS else said


def _books(lang: Lang) -> dict[str, str]:
    return {key: schedule.run_books()[key].title(lang) for key in OF_CAMPAIGNS}


def _of_platform(lang: Lang) -> dict[str, str]:
    return {row["key"]: row[lang] for row in named_rows("campaigns")}


OF = "campaigns.of"
_NAMES: Mapping[str, Callable[[Lang], dict[str, str]]] = {
    OF: _of_platform,
    "campaigns.run_book": _books,
}


class Names(ipywidgets.Dropdown):
    """A choice among names that takes in what a file says, be it none of them."""

    @traitlets.validate("value")
    def _validate_value(self, proposal: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        value = proposal.value
        if value is not None and value not in self._options_values:
            self.set_trait("options", (*self.options, (str(value), value)))
        return value
