"""Raw platform files in, canonical tables out; every row accounted for."""

from shopkit.exports.reading import FileReport
from shopkit.exports.shop import Shop, find_shop, import_shop, open_new, open_shop

__all__ = ["FileReport", "Shop", "find_shop", "import_shop", "open_new", "open_shop"]
