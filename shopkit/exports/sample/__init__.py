"""Sample shops of any size: platform export files with known truths inside."""

from __future__ import annotations

from shopkit.exports.sample.shops import sample_spec, shop_names
from shopkit.exports.sample.truth import Truth
from shopkit.exports.sample.write import write_shop

__all__ = ["Truth", "sample_spec", "shop_names", "write_shop"]
