"""Plans with an agenda and campaigns, for the tests of the almanac."""

from typing import Any

from shopkit.plan import Plan


def plan_of(platform: str = "tmall", **sections: Any) -> Plan:
    """Return the plan of a shop on a platform with some sections."""
    return Plan.model_validate(
        {"schema": 1, "shop": {"name": "shop", "platform": platform}, **sections}
    )
