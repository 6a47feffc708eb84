"""The keyword table: what buyers search for, a table named in `lists.keywords`."""

from shopkit.exports.format import Format
from shopkit.exports.tidy import headers_of
from shopkit.layouts import KEYWORDS

FORMAT = Format(
    kind="keywords",
    table="keywords",
    columns={
        **headers_of(KEYWORDS),
        "搜索词": "keyword",
        "搜索人气": "search_index",
        "转化率": "conversion_rate",
        "在线商品": "items_competing",
        "竞争商品数": "items_competing",
    },
    needs=(frozenset({"keyword"}), frozenset({"search_index"})),
)
