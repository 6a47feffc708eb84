"""The chapters of a report: which notebooks, where they are, and what they may be told."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from shopkit.errors import ParameterError, Problem
from shopkit.i18n import Lang

CHAPTERS = (
    *("05_kpi", "06_profit", "07_channels", "08_targets"),  # what happened, held against the goal
    *("01_positioning", "09_products", "02_pricing", "10_promotions", "04_campaigns"),  # decided
    *("03_staffing", "11_money"),  # who does it, what it costs
    "00_start",  # says what was read
)

_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "list": (list,),
    "dict": (dict,),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One line of a notebook's `parameters` cell: `name: type = default  # help`."""

    name: str
    kind: str
    default: str
    help: str

    @property
    def accepts(self) -> tuple[type, ...]:
        """The Python types a value may have; empty where nothing is said about it."""
        said = self.kind.partition("[")[0].lower()
        return _TYPES.get(said) or _TYPES.get(type(_literal(self.default)).__name__, ())


def notebook_path(chapter: str, lang: Lang) -> Path:
    """Return where a chapter's edition is: inside the package, or in a checkout's `notebooks/`.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    inside = Path(str(files("shopkit"))) / "resources" / "notebooks" / lang
    beside = Path(str(files("shopkit"))).parent / "notebooks" / lang
    for folder in (inside, beside):
        path = folder / f"{chapter}.ipynb"
        if path.is_file():
            return path
    raise FileNotFoundError(f"{chapter}.ipynb ({lang}) is missing from this installation")


def declared(path: Path) -> dict[str, Parameter]:
    """Return the parameters a notebook declares, by name, in its order."""
    from papermill import inspect_notebook  # type: ignore[import-untyped]

    found = inspect_notebook(_read(path))  # the notebook, since papermill formats {} in a path
    return {
        name: Parameter(name, entry["inferred_type_name"], entry["default"], entry["help"])
        for name, entry in found.items()
    }


def check_parameters(known: Mapping[str, Parameter], given: Mapping[str, object]) -> None:
    """Refuse what a notebook does not declare, or a value of another type; all at once.

    Raises:
        ParameterError: With one problem a parameter.
    """
    problems = [_problem(known, name, value) for name, value in given.items()]
    if wrong := [problem for problem in problems if problem]:
        raise ParameterError(wrong)


def _problem(known: Mapping[str, Parameter], name: str, value: object) -> Problem | None:
    if name not in known:
        close = difflib.get_close_matches(name, known, 1)
        guess = f" ({close[0]}?)" if close else ""
        return Problem("unknown_parameter", name, None, {"guess": guess, "known": ", ".join(known)})
    accepts = known[name].accepts
    fits = isinstance(value, accepts) and (bool in accepts or not isinstance(value, bool))
    if not accepts or fits:
        return None
    expected = " | ".join(kind.__name__ for kind in accepts)
    return Problem("parameter_type", name, repr(value), {"expected": expected})


def _literal(default: str) -> object:
    try:
        return ast.literal_eval(default)
    except (SyntaxError, ValueError):
        return None


def _read(path: Path) -> Any:  # noqa: ANN401 - nbformat has no types
    import nbformat

    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
