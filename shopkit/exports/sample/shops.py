"""The sample shops by name: data in `resources/sample/*.yaml`, a shop a file."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from shopkit.errors import ParameterError, Problem
from shopkit.exports.sample.calendar import campaigns
from shopkit.exports.sample.shared import FAR, PLACES
from shopkit.exports.sample.spec import ShopSpec


@cache
def shop_names() -> tuple[str, ...]:
    """Return the names of the sample shops."""
    folder = files("shopkit") / "resources" / "sample"
    return tuple(sorted(path.name.removesuffix(".yaml") for path in folder.iterdir()))


@cache
def sample_spec(name: str) -> ShopSpec:
    """Return what a sample shop is made of.

    Raises:
        ParameterError: There is no sample shop of that name.

    Example:
        >>> sample_spec("cosmetics").platform
        'taobao'
    """
    names = shop_names()
    if name not in names:
        near = get_close_matches(name, names, 1) or names
        raise ParameterError(Problem("unknown_sample", "shop", name, {"names": ", ".join(near)}))
    source = files("shopkit") / "resources" / "sample" / f"{name}.yaml"
    return read_spec(source.read_text(encoding="utf-8"))


def read_spec(said: str) -> ShopSpec:
    """Return a sample shop from YAML: the fields of `ShopSpec`, less what all shops share.

    `felt` says how strongly it feels the campaigns all share, those that start by `felt_until`;
    `campaigns` are its own, after those.

    Raises:
        ValidationError: A field is missing, unknown or of another kind.
    """
    from pydantic import ConfigDict, TypeAdapter, with_config
    from ruamel.yaml import YAML

    told = YAML(typ="safe", pure=True).load(said)
    told["places"] = PLACES
    told["costs"]["far"] = FAR
    told["campaigns"] = [*_shared(told), *told["campaigns"]]
    strict = with_config(ConfigDict(extra="forbid"))
    made: ShopSpec = TypeAdapter(strict(ShopSpec)).validate_python(told)
    return made


def _shared(told: dict[str, Any]) -> tuple[Any, ...]:
    felt: dict[str, Any] = told.pop("felt", {})
    until: date = told.pop("felt_until", told["start"])
    return campaigns(felt, told["start"], until)
