"""What keeps people out of the tables: keyed hashes, places cut to the city, masked cells."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from pathlib import Path

import polars as pl

from shopkit.errors import PlanError, Problem
from shopkit.files import write_whole
from shopkit.plan import KEY_FILE, KEY_MODE

_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|"
    "海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_PROVINCE = f"^({_PROVINCES})"
_CITY = r"^\S+\s+(\p{Han}{2,10}?(?:市|自治州|地区|盟))(?:\s|$)"
_CITY_ALONE = r"^(\p{Han}{2,10}?(?:市|自治州|地区|盟))$"
_HEX_KEY = re.compile(r"[0-9a-f]{64}")
_MASKS = ((re.compile(r"\d"), "9"), (re.compile(r"[A-Za-z]"), "a"))
_PLAIN = re.compile(r"[^9a\s.,:;/%¥￥元+\-=\"'()（），]|(?<!9)元")  # 元 is a surname too
_STATE = re.compile(
    r"(?:买家|卖家|平台|系统|已|未|待|部分|等待|正在|成功|失败|完成|关闭|取消|付款|支付|发货|收货|签收|"
    r"揽收|确认|交易|订单|退款|退货|售后|处理|中|锁定|暂停|删除|出库|定金|尾款|[，()（）])+"
)
SHOWN_LENGTH, STATE_LENGTH = 40, 20
_FIGURE = re.compile(
    r"(?=.*\d)(?!(?:\D*\d){9})"  # as many digits as a day has
    r"[\d\s.,，:/%％¥￥+~～\-–—至起约件笔条人付款万元分年月日]{1,24}"
)
OWNERS = frozenset({"offers", "keywords"})  # tables an owner copied from public pages


def buyer_key(folder: Path) -> bytes:
    """Return the key that turns member names into hashes; made on first use, never shared.

    Raises:
        PlanError: The key file holds something else.
    """
    path = folder / KEY_FILE
    if not path.exists():
        write_whole(path, secrets.token_hex(32) + "\n", KEY_MODE)
    said = path.read_text(encoding="utf-8", errors="replace").strip()
    if not _HEX_KEY.fullmatch(said):
        raise PlanError(Problem("bad_key", str(path)))
    return bytes.fromhex(said)


def hashed(names: pl.Series, key: bytes) -> pl.Series:
    """Return 16 hex digits a name; null where it is masked: two `t**1` may be two people."""
    known = {
        name: hmac.new(key, name.encode("utf-8"), hashlib.sha256).hexdigest()[:16]
        for name in names.drop_nulls().unique()
        if "*" not in name
    }
    return names.replace_strict(known, default=None, return_dtype=pl.String)


def province(address: pl.Expr) -> pl.Expr:
    """Return the province an address starts with, in its short form; anything else is dropped."""
    return address.str.strip_chars().str.extract(_PROVINCE, 1)


def city(address: pl.Expr) -> pl.Expr:
    """Return the prefecture-level city of an address, or of a cell that holds nothing else."""
    text = address.str.strip_chars()
    return pl.coalesce(text.str.extract(_CITY, 1), text.str.extract(_CITY_ALONE, 1))


def state_told(said: str) -> str:
    """Return a state of an order as it may be shown; what does not look like one is masked.

    Example:
        >>> state_told("买家已签收"), state_told("某某人")
        ('买家已签收', '字字字')
    """
    return said if len(said) <= STATE_LENGTH and _STATE.fullmatch(said) else masked(said)


def rejected(cell: str | None, table: str) -> str:
    """Return a rejected cell as it may be shown: figures of the owner's own lists as they stand.

    An owner looks for 39-59 in the table; a long number may be somebody's telephone.

    Example:
        >>> rejected("39-59", "offers"), rejected("39-59", "orders"), rejected("某人", "offers")
        ('39-59', '99-99', '字字')
    """
    said = (cell or "").strip()
    return said if table in OWNERS and _FIGURE.fullmatch(said) else masked(cell)


def masked(cell: str | None) -> str:
    """Return the shape of a cell without its content: digits 9, letters a, everything else 字.

    Example:
        >>> masked("598.00元"), masked("t**1@x.com"), masked(None)
        ('999.99元', 'a字字9字a.aaa', '')
    """
    shape = (cell or "")[:SHOWN_LENGTH]
    for pattern, sign in _MASKS:
        shape = pattern.sub(sign, shape)
    return _PLAIN.sub("字", shape)
