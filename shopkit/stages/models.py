"""Models of a shop's stages as data: three or four stages, each with its work.

A stage is named with its model (`three.opening`), since several sources number theirs alike and
mean other things. The texts stand in `resources/locales/stages.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from shopkit.i18n import Lang, text, texts, under
from shopkit.tables import check


@dataclass(frozen=True, slots=True)
class Phase:
    """One stage of a model.

    Attributes:
        key: its name with its model's.
        tasks: names of its work, in order; empty where the source says nothing of it.
    """

    key: str
    tasks: tuple[str, ...]

    def title(self, lang: Lang) -> str:
        """Return what the stage is called."""
        return text(f"stages.model.{_path(self.key)}.name", lang)

    def work(self, lang: Lang) -> dict[str, str]:
        """Return its work in words, by name."""
        return under(f"stages.model.{_path(self.key)}.task", lang) if self.tasks else {}


@dataclass(frozen=True, slots=True)
class Model:
    """A way to divide a shop's life.

    Attributes:
        key: its name.
        phases: its stages, the first first.
    """

    key: str
    phases: tuple[Phase, ...]

    def title(self, lang: Lang) -> str:
        """Return what the model is called, with its source document."""
        return text(f"stages.model.{self.key}.name", lang)


def models() -> tuple[Model, ...]:
    """Return every model: two of three stages, three of four.

    Example:
        >>> [(one.key, len(one.phases)) for one in models()]
        [('simple', 3), ('three', 3), ('four', 4), ('founding', 4), ('hit', 4)]
    """
    return tuple(map(model, texts("stages")["model"]))


def model(key: str) -> Model:
    """Return a model by its name.

    Raises:
        KeyError: There is no such model.
    """
    stages = texts("stages")["model"][key]["stage"]
    return Model(
        key,
        tuple(Phase(f"{key}.{name}", tuple(said.get("task", ()))) for name, said in stages.items()),
    )


def tasks(chosen: Model, lang: Lang, only: Phase | None = None) -> pd.DataFrame:
    """Return the work of a model's stages in order, or of one of them.

    Returns:
        One row a task: shop_stage (name of the stage), task.
    """
    phases = chosen.phases if only is None else (only,)
    rows = [
        {"shop_stage": phase.title(lang), "task": said}
        for phase in phases
        for said in phase.work(lang).values()
    ]
    return check(pd.DataFrame(rows, columns=["shop_stage", "task"]))


def _path(key: str) -> str:
    chosen, stage = key.split(".")
    return f"{chosen}.stage.{stage}"
