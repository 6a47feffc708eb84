"""Why a product has its role, in words."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

from shopkit.i18n import Lang, number, percent, text


def role_reason(row: Mapping[str, Any], lang: Lang) -> str:
    """Return why a row of `roles` got its role, or none, with its numbers."""
    said = {
        "seen": number(row["visitors_level"], lang),
        "price": number(row["price_level"], lang),
        "margin": percent(row["contribution_rate"], 0),
        "earned": percent(row["contribution_share"], 0),
        "campaign": percent(row["campaign_share"], 0),
        "units": number(row["paid_units"], lang),
    }
    return text(f"products.role.{_key(row)}", lang, **said)


def _key(row: Mapping[str, Any]) -> str:
    unknown = isnan(row["contribution_rate"])
    if row["role"] == "traffic":
        by = "traffic_units" if isnan(row["visitors_level"]) else "traffic"
        return f"{by}_no_margin" if unknown else by
    if row["role"]:
        return str(row["role"])
    return "none_no_margin" if unknown else "none"
