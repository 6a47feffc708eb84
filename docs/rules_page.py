"""Lays out docs/rules.md: every rule shopkit knows, by topic, both languages side by side."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import get_args

from shopkit.i18n import LANGS, text
from shopkit.rules import Range, Row, Rule, Topic, Value, rules

DASH = "—"
PLATFORMS = ("taobao", "tmall", "jd", "douyin", "law", "all")
LONG = 12  # rows a table may have before it is folded
INTRO = """# 平台规则 · Platform rules

费率、保证金、佣金、时限、法律和日历都是数据（`shopkit/resources/rules/`），带生效日期和来源；不是法律意见。
没有在原始出处核对过的，写着「使用前请核实」，用到它的数字也会这样写。范围按较高的一端计算；
— 表示不知道，从不当作 0。旧的版本留着：算哪一天，就用那一天的版本。
店铺实际的费率写进 `shop.yaml` 的 `fees`，代替这里的同名规则。
开店那天平台要收什么，用 `shopkit.fees` 列出；标题和口号里的违禁词，用 `shopkit.advertising` 找。

Rates, deposits, commissions, limits, the law and the calendar are data with dates and sources; not
legal advice. What was not read at its source says "confirm before use", and so does every figure it
enters. A range counts with its higher end; — is unknown and never 0. Older editions stay: a day is
counted with the edition of that day. What a shop really pays stands in `fees` of `shop.yaml`,
instead of the rule of that name. `shopkit.fees` lists what a platform asks of a new shop on a day,
`shopkit.advertising` finds the words of a title or a slogan that may not be used.

```python
from datetime import date
from shopkit.fees import Shop, openings
from shopkit.rules import rule

rule("law.tax.vat-rates", date(2013, 6, 1)).table[0].values["rate"]  # 0.17
franchise = Shop("tmall", shop_type="franchise", trademark="R")
openings(franchise, date(2014, 3, 1))[0].total_cny.low  # 130000
```
"""


def page(made: str) -> str:
    """Return the page, after the line that says it is made."""
    topics = {topic: sorted(rules(topic=topic), key=_order) for topic in get_args(Topic)}
    contents = "".join(
        f"- [{_title(topic)}](#{_anchor(_title(topic))}) ({len(found)})\n"
        for topic, found in topics.items()
    )
    sections = (f"## {_title(topic)}\n\n{_sections(found)}" for topic, found in topics.items())
    return f"{made}\n{INTRO}\n{contents}\n{chr(10).join(sections)}"


def _order(rule: Rule) -> tuple[int, str, date]:
    return PLATFORMS.index(rule.platforms[0]), rule.id, rule.valid_from or date.min


def _title(topic: str) -> str:
    return _both(f"rules.topic.{topic}")


def _anchor(title: str) -> str:
    kept = "".join(c for c in title.lower() if c.isalnum() or c in "-_ ")
    return kept.replace(" ", "-")


def _both(key: str) -> str:
    return " · ".join(dict.fromkeys(text(key, lang) for lang in LANGS))


def _sections(found: Iterable[Rule]) -> str:
    return "\n".join(map(_section, found))


def _section(rule: Rule) -> str:
    """Return one edition of a rule with everything known of it."""
    days = _days(rule.valid_from, rule.valid_to)
    where = ", ".join(_both(f"rules.platform.{name}") for name in rule.platforms)
    facts = [
        " · ".join(filter(None, (f"`{rule.id}`", where, days))),
        _said_once(rule),
        f"来源 · source: {rule.source} ({_both(f'rules.seen.{rule.seen}')})",
        rule.note("zh"),
        rule.note("en"),
    ]
    lines = "".join(f"- {fact}\n" for fact in facts if fact)
    return f"### {rule.zh} · {rule.en}\n\n{lines}{_table(rule)}"


def _said_once(rule: Rule) -> str:
    """Return a rule's one value with its unit, or the unit of its table, and what to confirm."""
    named = _both(f"rules.unit.{rule.unit}") if rule.unit else ""
    parts = [
        "" if rule.table or rule.value is None else f"**{_said(rule.value)}**",
        named,
        "" if rule.certain else _both("rules.confirm"),
    ]
    return " · ".join(filter(None, parts))


def _table(rule: Rule) -> str:
    if not rule.table:
        return ""
    head = ("对象 · of", "值 · value", "有效期 · valid", "核实 · confirm")
    lines = [head, ["---"] * len(head), *(_cells(row) for row in rule.table)]
    table = "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') or DASH for cell in line)} |\n"
        for line in lines
    )
    if len(rule.table) <= LONG:
        return f"\n{table}"
    count = f"{len(rule.table)} 行 · rows"
    return f"\n<details><summary>{count}</summary>\n\n{table}\n</details>\n"


def _cells(row: Row) -> list[str]:
    named = " · ".join(dict.fromkeys(row.name(lang) for lang in LANGS))
    confirm = "" if row.certain else _both("rules.confirm")
    return [named, "; ".join(_values(row)), _days(row.valid_from, row.valid_to), confirm]


def _values(row: Row) -> Iterator[str]:
    """Yield what a row says besides its name, each value under its name in both languages."""
    for key, value in row.values.items():
        stem = key.removesuffix("_zh")
        if stem == row.named_by or key.endswith("_en"):
            continue
        english = row.values.get(f"{stem}_en") if stem != key else None
        said = dict.fromkeys(_said(one) for one in (value, english) if one is not None)
        yield f"{_both(f'rules.field.{stem}')} {' · '.join(said) or DASH}"


def _said(value: Value) -> str:
    """Return a value: a range with both ends, what is unknown as a dash."""
    if isinstance(value, Range):
        if value.low is None or value.high is None:
            return f"≤ {_said(value.high)}" if value.low is None else f"≥ {_said(value.low)}"
        return f"{_said(value.low)}–{_said(value.high)}"
    if value is None:
        return DASH
    if isinstance(value, bool):
        return "是 · yes" if value else "否 · no"
    if isinstance(value, tuple):
        said = [str(one) for one in value]
        return ("、" if any(not one.isascii() for one in said) else ", ").join(said)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _days(first: date | None, last: date | None) -> str:
    return f"{first or '…'} – {last or '…'}" if first or last else ""
