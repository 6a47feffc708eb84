"""The files of the shop: what they are, how they are read, which lists stand in them."""

from __future__ import annotations

from shopkit.plan.sections.values import File, Section


class Reading(Section):
    """What the export files cannot tell by themselves."""

    paid_is_net_of_refunds: bool | None = None


class NamedFile(Section):
    """What one export file is, where its content does not tell."""

    file: str
    kind: str


class ColumnMap(Section):
    """Which column of the dictionary each header of a kind of file is."""

    kind: str
    columns: dict[str, str]


class Lists(Section):
    """Tables inside the shop folder (xlsx or csv) that hold the plan's long lists."""

    market: tuple[File, ...] = ()
    products: tuple[File, ...] = ()
    competitors: tuple[File, ...] = ()
    keywords: tuple[File, ...] = ()
    people: tuple[File, ...] = ()
