"""The sample shops by name."""

from __future__ import annotations

from difflib import get_close_matches

from shopkit.errors import ParameterError, Problem
from shopkit.exports.sample.bathware import BATHWARE
from shopkit.exports.sample.cosmetics import COSMETICS
from shopkit.exports.sample.flagship import FLAGSHIP
from shopkit.exports.sample.jdbrand import JDBRAND
from shopkit.exports.sample.spec import ShopSpec

SHOPS = {spec.key: spec for spec in (BATHWARE, COSMETICS, FLAGSHIP, JDBRAND)}


def sample_spec(name: str) -> ShopSpec:
    """Return what a sample shop is made of.

    Raises:
        ParameterError: There is no sample shop of that name.

    Example:
        >>> sample_spec("cosmetics").platform
        'taobao'
    """
    if name in SHOPS:
        return SHOPS[name]
    near = get_close_matches(name, SHOPS, 1) or list(SHOPS)
    raise ParameterError(Problem("unknown_sample", "shop", name, {"names": ", ".join(near)}))
