"""The kinds of values a plan holds: names, money, shares, ages, counts, days."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

LONGEST_NAME = 100
LONGEST_TEXT = 2000
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # controls; lines and tabs stay
PERCENT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[%％]\s*")


class Section(BaseModel):
    """A part of a plan: nothing in it changes, and nothing unknown is in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _empty_is_absent(cls, said: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
        """Take `brand:` with nothing behind it, as all its lines are comments, for not there."""
        if not isinstance(said, dict):
            return said
        known = {info.alias or name for name, info in cls.model_fields.items()}
        return {key: value for key, value in said.items() if value is not None or key not in known}


def _as_written(name: object) -> object:
    """Return a name such as 1688 as text; 007 and 3.10 have lost a digit by now and stay wrong."""
    return str(name) if type(name) is int else _legible(name)


def _legible(said: object) -> object:
    """Return a text without signs nobody sees: calendars and pictures break on them."""
    return UNSEEN.sub("", said) if isinstance(said, str) else said


def _as_number(said: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Return anything but true and false, which are no 1 and 0 yuan."""
    if isinstance(said, bool):
        raise ValueError
    return said


def _as_share(said: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Return `20%` as 0.2; refuse 20, which may mean 20 % or a slip of the finger."""
    said = _as_number(said)
    if isinstance(said, str) and (found := PERCENT.fullmatch(said)):
        return float(found[1]) / 100
    if isinstance(said, int | float) and 1 < said <= 100:  # noqa: PLR2004
        raise PydanticCustomError("share_or_percent", "a share above 1")
    return said


Number = BeforeValidator(_as_number)
Name = Annotated[str, BeforeValidator(_as_written), Field(min_length=1, max_length=LONGEST_NAME)]
Text = Annotated[str, BeforeValidator(_legible), Field(min_length=1, max_length=LONGEST_TEXT)]
File = Annotated[str, Field(min_length=1, max_length=260)]
Money = Annotated[float, Field(ge=0, le=1e11, allow_inf_nan=False), Number]
Share = Annotated[float, BeforeValidator(_as_share), Field(ge=0, le=1, allow_inf_nan=False)]
Figure = Annotated[float, Field(allow_inf_nan=False), Number]
Weight = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False), Number]
Count = Annotated[int, Field(ge=0, le=1_000_000_000), Number]
Age = Annotated[int, Field(ge=0, le=120), Number]
Year = Annotated[int, Field(ge=2000, le=2100), Number]
MonthNumber = Annotated[int, Field(ge=1, le=12), Number]
MonthOrQuarter = Annotated[str, Field(pattern=r"^20\d{2}-(0[1-9]|1[0-2]|Q[1-4])$")]
Score = Annotated[float, Field(ge=0, le=5, allow_inf_nan=False), Number]

Platform = Literal["taobao", "tmall", "jd", "other"]
ShopType = Literal["ordinary", "flagship", "exclusive", "franchise", "self_operated"]
AdsRule = Literal["item", "paid", "none"]
Role = Literal["traffic", "profit", "image", "campaign"]
Gender = Literal["female", "male", "all"]
