"""The fields of the plan: one row for each, its unit in its name, read by every message."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from shopkit.plan.fields import entries_of, field_path, keys_at, meaning, plan_fields, section_in
from shopkit.plan.model import Plan

UNIT_OF_ENDING = {"_cny": "CNY", "_rate": "ratio", "_share": "ratio", "_shares": "ratio"}
SHARES_OF_ANOTHER_NAME = {
    "costs.returned_resellable",
    "costs.rates.rate",
    "fees.rate",
    "pay.schemes.steps.rate",
}


def paths(model: type[BaseModel], above: str = "") -> Iterator[str]:
    for key, info in entries_of(model):
        path = f"{above}.{key}".strip(".")
        yield path
        if below := section_in(info.annotation):
            yield from paths(below, path)


def test_every_field_of_every_section_has_its_row_in_the_order_of_the_models():
    assert list(plan_fields()) == ["plan", *paths(Plan)]


@pytest.mark.parametrize("field", plan_fields().values(), ids=lambda field: field.path)
def test_a_row_says_everything_in_both_languages(field):
    for lang in ("zh", "en"):
        assert field.title[lang].strip()
        assert field.help[lang].strip()
        assert field.help[lang][-1] not in ".。"


@pytest.mark.parametrize("path", [path for path in plan_fields() if path != "plan"])
def test_the_unit_is_the_one_the_name_promises(path):
    promised = [unit for ending, unit in UNIT_OF_ENDING.items() if path.endswith(ending)]
    if promised:
        assert plan_fields()[path].unit == promised[0]
    elif plan_fields()[path].unit in {"CNY", "ratio"}:
        assert path in SHARES_OF_ANOTHER_NAME


@pytest.mark.parametrize(
    ("steps", "keys"),
    [
        (("fees", 3), ["category", "rate", "rule", "valid_from"]),
        (("brand", "culture"), ["after_sales", "aim", "purchasing", "selling", "spirit", "values"]),
        (("costs", "deposits", 0), ["amount_cny", "name", "paid", "returned"]),
    ],
)
def test_the_keys_of_a_place_are_those_of_its_section(steps, keys):
    assert keys_at(steps) == keys


def test_a_place_below_a_field_means_the_field():
    assert field_path(("costs", "freight_by_province_cny", "新疆")) == (
        "costs.freight_by_province_cny"
    )
    assert meaning(("shop", "name")) == plan_fields()["shop.name"].help
