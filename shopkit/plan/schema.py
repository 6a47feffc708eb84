"""The JSON schema of `shop.yaml`, so that an editor completes, explains and checks it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shopkit.i18n import Lang, text
from shopkit.plan.changes import is_share
from shopkit.plan.fields import PlanField, field_path, plan_fields
from shopkit.plan.model import Plan
from shopkit.plan.sections.values import LONGEST_NAME

DIALECT = "http://json-schema.org/draft-07/schema#"  # the one YAML editors read
_PERCENT = r"^\s*\d+(\.\d+)?\s*[%％]\s*$"
_MONTHS = "targets.month_weights"
_KEPT = (
    "type",
    "enum",
    "const",
    "format",
    "pattern",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "propertyNames",
)


def plan_schema(lang: Lang) -> dict[str, Any]:
    """Return the schema, titles and explanations in one language.

    Source: the models say what may be written, fields.csv what it means.
    """
    made = Plan.model_json_schema(by_alias=True)
    return {"$schema": DIALECT, **_Schema(made["$defs"], lang).place(made, ())}


def unit_of(field: PlanField, lang: Lang) -> str:
    """Return the unit of a field in words; empty for one without."""
    return text(f"plan.unit.{field.unit}", lang) if field.unit else ""


class _Schema:
    def __init__(self, sections: Mapping[str, Any], lang: Lang) -> None:
        self.sections, self.lang = sections, lang

    def place(self, made: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
        """Return the schema of a place, with what it means."""
        field = plan_fields()[field_path(path)]
        meant = {"title": field.title[self.lang], "description": field.help[self.lang]}
        if field.unit not in {"", "ratio"}:  # how a share is written is in its help
            unit = unit_of(field, self.lang)
            meant["description"] += text("plan.schema.unit", self.lang, unit=unit)
        return {**meant, **self.shape(made, path)}

    def shape(self, made: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
        """Return what may stand at a place, without nulls: what is empty is not there."""
        made = self.sections[made["$ref"].rpartition("/")[2]] if "$ref" in made else made
        choices = [one for one in made.get("anyOf", []) if one.get("type") != "null"]
        if len(choices) == 1:
            return self.shape(choices[0], path)
        shape = {key: made[key] for key in _KEPT if key in made}
        if choices:
            shape["anyOf"] = [self.shape(one, path) for one in choices]
        if "properties" in made:
            shape |= self.section(made, path)
        elif "additionalProperties" in made:
            shape["additionalProperties"] = self.shape(made["additionalProperties"], path)
            if ".".join(path) == _MONTHS:
                shape["propertyNames"] = {"pattern": "^([1-9]|1[0-2])$"}
        if "items" in made:
            shape["items"] = self.shape(made["items"], path)
        return _as_written(shape, path)

    def section(self, made: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
        required = made.get("required", [])
        entries = {}
        for name, inner in made["properties"].items():
            entry = self.place(inner, (*path, name))
            entries[name] = entry if name in required else _or_empty(entry)
        shape: dict[str, Any] = {"properties": entries, "additionalProperties": False}
        return shape | ({"required": required} if required else {})


def _as_written(shape: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """Return a shape with the other ways in which the plan may say the same."""
    if shape.get("type") == "number" and path and is_share(path):
        share = {"type": "number", "minimum": 0, "maximum": 1}
        return {"anyOf": [share, {"type": "string", "pattern": _PERCENT}]}
    if shape.get("type") == "string" and shape.get("maxLength") == LONGEST_NAME:
        return {**shape, "type": ["string", "integer"]}
    return shape


def _or_empty(shape: dict[str, Any]) -> dict[str, Any]:
    """Return a shape that may also be left empty, as a section with nothing but comments is."""
    if "anyOf" in shape:
        return {**shape, "anyOf": [*shape["anyOf"], {"type": "null"}]}
    kinds = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    shape = {**shape, "type": [*kinds, "null"]}
    return {**shape, "enum": [*shape["enum"], None]} if "enum" in shape else shape
