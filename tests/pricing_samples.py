"""Terms and plans for the tests of prices, made from a few words."""

from hypothesis import strategies as st

from shopkit.plan import Plan
from shopkit.pricing.unit import UnitTerms

RATES = st.floats(0, 0.3)
CNY = st.floats(0, 50)


def made_plan(**sections):
    """Return the plan of a small Tmall shop with these sections."""
    shop = {"name": "测试小店", "platform": "tmall", "lang": "zh"}
    return Plan.model_validate({"schema": 1, "shop": shop} | sections)


def unit_terms():
    """Yield terms of which a price high enough leaves something."""
    return st.builds(
        UnitTerms,
        goods_cny=st.floats(0.5, 500),
        kept_rate=st.floats(0.5, 1),
        refund_rate=st.none() | RATES,
        platform_rate=st.none() | st.floats(0, 0.1),
        affiliate_rate=st.none() | st.floats(0, 0.1),
        ads_rate=st.none() | st.floats(0, 0.2),
        ads_cny=st.none() | CNY,
        freight_cny=st.none() | CNY,
        packing_cny=st.none() | CNY,
        insurance_cny=st.none() | st.floats(0, 3),
    )
