"""Sample shops of any size: platform export files with known truths inside."""

from __future__ import annotations

from shopkit.exports.sample.shops import SHOPS, sample_spec
from shopkit.exports.sample.truth import Truth
from shopkit.exports.sample.write import write_shop

__all__ = ["SHOPS", "Truth", "sample_spec", "write_shop"]
