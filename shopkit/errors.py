"""What can go wrong, and how it is said: where, what was found, what is wrong, what to do.

    ShopkitError            everything a user can cause and mend
    ├── PlanError           shop.yaml, or a folder without one
    ├── CartError           a cart to be priced that cannot be read
    ├── ExportError         a file in exports/
    ├── PeriodError         a period that cannot be read or holds no data
    ├── ParameterError      a notebook parameter that does not exist or has the wrong type
    └── OutputError         a file shopkit cannot write

An error carries no text, only the keys of texts and the values in them, so that the same error
reads in Chinese or in English: `error.say("zh")`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shopkit.i18n import Lang, text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    Attributes:
        code: key in `locales/errors.toml`, where the problem and its remedy stand in zh and en.
        place: file, and row, line or path where it has one: `exports/a.csv, row 12, paid`.
        value: what was found there; `None` where there is nothing to show.
        values: what the two texts need to know; one that differs by language is a mapping.
    """

    code: str
    place: str
    value: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, lang: Lang) -> str:
        """Return the one line a user reads: place = value: problem remedy."""
        where = self.place if self.value is None else f"{self.place} = {self.value}"
        colon = "：" if lang == "zh" else ": "
        return f"{where}{colon}{self.explain(lang)}"

    def explain(self, lang: Lang) -> str:
        """Return what is wrong and what to do, where the reader sees place and value anyway."""
        gap = "" if lang == "zh" else " "
        return f"{self._part('problem', lang)}{gap}{self._part('remedy', lang)}"

    def wrong(self, lang: Lang) -> str:
        """Return what is wrong as a sentence of its own."""
        said = self._part("problem", lang)
        return said[:1].upper() + said[1:]

    def remedy(self, lang: Lang) -> str:
        """Return what to do."""
        return self._part("remedy", lang)

    def _part(self, part: str, lang: Lang) -> str:
        values = {k: v[lang] if isinstance(v, Mapping) else v for k, v in self.values.items()}
        return text(f"errors.{self.code}.{part}", lang, **values)


class ShopkitError(ValueError):
    """Base of every error a user can cause and mend; holds all problems found at once."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        """Keep the problems in the order in which they were found."""
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.say("en"))

    def __reduce__(self) -> tuple[type[ShopkitError], tuple[tuple[Problem, ...]]]:
        """Let an error travel between worker processes."""
        return type(self), (self.problems,)

    def say(self, lang: Lang) -> str:
        """Return every problem on a line of its own, in the reader's language."""
        return "\n".join(problem.say(lang) for problem in self.problems)

    def _render_traceback_(self) -> list[str]:
        """Show a notebook's reader the message in both languages instead of a traceback."""
        return [self.say("zh"), self.say("en")]


class PlanError(ShopkitError):
    """`shop.yaml` is missing, cannot be read, or asks for something impossible."""


class CartError(ShopkitError):
    """A cart to be priced cannot be read, or holds what no cart can hold."""


class ExportError(ShopkitError):
    """A file in `exports/` cannot be used."""


class PeriodError(ShopkitError):
    """A period cannot be read, or the files hold nothing of it."""


class ParameterError(ShopkitError):
    """A notebook was given a parameter it does not have, or a value of the wrong type."""


class OutputError(ShopkitError):
    """A file cannot be written, most often because another program holds it open."""
