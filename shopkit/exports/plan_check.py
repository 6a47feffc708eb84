"""What can only be checked of a plan with readers and rules: files, kinds, columns, fees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from shopkit.errors import PlanError, Problem
from shopkit.exports.format import formats
from shopkit.exports.named import NAMED_AT, names_at
from shopkit.exports.reading import export_files
from shopkit.exports.tidy import mappable
from shopkit.i18n import texts
from shopkit.plan import Plan, guess, place_in, stem_of
from shopkit.rules import chargeable, rules

TABLE_SUFFIXES = (".xlsx", ".xls", ".csv")


def check_plan(folder: Path, plan: Plan) -> None:
    """Refuse a plan that names a file, a kind or a column that does not exist.

    Raises:
        PlanError: It does; every such name is told with its line.
    """
    checks = (_of_files, _of_maps, _of_tables, _of_fees)
    problems = [problem for check in checks for problem in check(folder, plan)]
    if problems:
        raise PlanError(problems)


def _of_files(folder: Path, plan: Plan) -> Iterator[Problem]:
    there = [path.relative_to(folder).as_posix() for path in export_files(folder)]
    for n, named in enumerate(plan.files):
        if named.file not in there:
            place = place_in(folder, ("files", n, "file"))
            yield Problem("plan_no_file", place, named.file, {"guess": guess(named.file, there)})
        if named.kind not in formats():
            yield _unknown(place_in(folder, ("files", n, "kind")), named.kind, formats())


def _of_maps(folder: Path, plan: Plan) -> Iterator[Problem]:
    for n, entry in enumerate(plan.column_maps):
        if entry.kind not in formats():
            yield _unknown(place_in(folder, ("column_maps", n, "kind")), entry.kind, formats())
            continue
        stems = mappable(formats()[entry.kind])
        for header, name in entry.columns.items():
            if stem_of(name) not in stems:
                place = place_in(folder, ("column_maps", n, "columns", header))
                yield _unknown(place, name, stems)


def _of_tables(folder: Path, plan: Plan) -> Iterator[Problem]:
    """Yield tables and lists that are not there, or that lie outside the shop folder."""
    named = [
        (place, n, name)
        for place in NAMED_AT.values()
        for n, name in enumerate(names_at(plan, place))
    ]
    for place, n, name in named:
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
            there = [one.name for one in folder.iterdir() if one.suffix in TABLE_SUFFIXES]
            at = place_in(folder, (*place, n))
            yield Problem("plan_no_file", at, name, {"guess": guess(name, there)})


def _of_fees(folder: Path, plan: Plan) -> Iterator[Problem]:
    """Yield fees of a rule or a category that is not there, and provinces nobody knows."""
    known = {rule.id: rule for rule in chargeable(plan.shop.platform)}
    for n, fee in enumerate(plan.fees):
        if fee.rule not in known:
            yield _unknown(place_in(folder, ("fees", n, "rule")), fee.rule, known)
        elif fee.category and _misspelt(fee.category, known[fee.rule].categories()):
            place = place_in(folder, ("fees", n, "category"))
            yield _unknown(place, fee.category, known[fee.rule].categories())
    provinces = texts("provinces")
    for name in plan.costs.freight_by_province_cny:
        if not any(name.startswith(zh) or name == said["en"] for zh, said in provinces.items()):
            place = place_in(folder, ("costs", "freight_by_province_cny", name))
            yield _unknown(place, name, provinces)


def unknown_categories(plan: Plan) -> Iterator[dict[str, str]]:
    """Yield the shop's category with a guess for each rule by category that does not name it.

    A rule whose rate the plan states for every category does not ask for one.
    """
    category = plan.shop.category
    stated = {fee.rule for fee in plan.fees if fee.category is None}
    for rule in rules(plan.shop.platform):
        names = rule.categories()
        known = {name.casefold() for name in names}
        asked = rule.charge == "default" and names and rule.id not in stated
        if category and asked and category.strip().casefold() not in known:
            yield {"category": category, "rule": rule.id, "guess": guess(category, names)}


def _misspelt(category: str, names: Iterable[str]) -> bool:
    """Tell whether a category is nearly one of a rule; any other is the shop's own."""
    there = {name.casefold() for name in names}
    return category.strip().casefold() not in there and bool(guess(category, names))


def _unknown(place: str, said: str, known: Iterable[str]) -> Problem:
    names = list(known)
    values = {"guess": guess(said.removesuffix("_fen"), names), "known": ", ".join(names)}
    return Problem("plan_unknown_name", place, said, values)
