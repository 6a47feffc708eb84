"""Writes the pages of docs/ that repeat what the package knows; `--check` only compares them."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rules_page import page

from shopkit.exports.format import Format, formats
from shopkit.exports.precedence import PRECEDENCE, Precedence
from shopkit.exports.reconcile.check import (
    TOLERANCE_FEN,
    TOLERANCE_PEOPLE,
    TOLERANCE_PERMILLE,
)
from shopkit.i18n import LANGS, text, texts
from shopkit.layouts import TABLES
from shopkit.plan.fields import plan_fields
from shopkit.plan.schema import plan_schema, unit_of
from shopkit.tables import MONEY_SUFFIXES, Column, dictionary, inside, outside

DOCS = Path(__file__).parent
MADE = "<!-- Made by docs/build.py (make docs); changes here are lost. -->\n"
DASH = "—"
PERCENT, YUAN = TOLERANCE_PERMILLE / 10, TOLERANCE_FEN // 100


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table; a pipe in a cell is escaped."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    cells = ([cell.replace("|", "\\|") or DASH for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def code(words: Iterable[str]) -> str:
    """Return words set as code, in a list."""
    return ", ".join(f"`{word}`" for word in words)


def both(key: str) -> str:
    """Return a text in both languages, once where they agree."""
    return " · ".join(dict.fromkeys(text(key, lang) for lang in LANGS))


def unit(entry: Column) -> str:
    """Return the unit of a column in both languages."""
    if not entry.unit:
        return ""
    return both(f"columns.unit.{entry.unit}")


def column_row(entry: Column) -> list[str]:
    """Return one row of the dictionary page."""
    return [
        f"`{entry.name}`",
        entry.zh,
        entry.en,
        entry.dtype,
        unit(entry),
        " ".join(sorted(entry.adds_over)),
        f"{entry.meaning_zh}<br>{entry.meaning_en}",
    ]


def data_dictionary() -> str:
    """Return the page of every column: names, unit, what it may be summed over, meaning."""
    fen, cny = MONEY_SUFFIXES
    head = ("name", "中文", "English", "dtype", "单位 · unit", "adds over", "含义 · meaning")
    tables = "".join(f"- `{name}`: {code(map(inside, stems))}\n" for name, stems in TABLES.items())
    return f"""{MADE}
# 数据字典 · Data dictionary

每一列只在这里定义一次；校验、表头、坐标轴标题和本页都来自同一份 `shopkit/resources/columns.csv`。

Every column is defined once; checks, table headers, axis titles and this page all come from
`shopkit/resources/columns.csv`.

- **金额 · money**：表里是整数分，列名以 `{fen}` 结尾；离开主题模块的数据是元，以 `{cny}` 结尾
  （例：`{inside("paid")}` → `{outside("paid")}`）。Inside tables money is whole fen and ends in
  `{fen}`; wherever it leaves a topic it is yuan and ends in `{cny}`. `price` is money per
  something and is always yuan.
- **adds over**：可以沿什么相加；{DASH} 表示永远不能相加。人数（`people`）是去重人数，
  不同日期、不同渠道不能相加。What the column may be summed over; {DASH} means never. People are
  distinct counts and do not add over days or channels.
- **比率 · ratios**：0–1 的小数，由合计重新计算，从不求平均。Shares from 0 to 1, recomputed from
  totals, never averaged.
- **未知 · unknown**：空着，显示为 {DASH}，从不写成 0。Left empty and shown as {DASH}, never as 0.

{table(head, map(column_row, dictionary().values()))}
## 表 · Tables

`shopkit import` 把导出文件整理成下面的表（店铺文件夹里的 `tables/*.parquet`）。

What `shopkit import` makes of the exports (`tables/*.parquet` in the shop folder).

{tables}"""


def format_section(kind: str, form: Format) -> str:
    """Return one kind of file: what it must hold and which header is which column."""
    needs = "; ".join(" / ".join(f"`{stem}`" for stem in sorted(group)) for group in form.needs)
    rows = ([f"`{stem}`", code(headers)] for stem, headers in form.headers.items())
    parts = [
        f"## `{kind}` {both(f'exports.kind.{kind}')}\n",
        f"→ `{form.table}`。必须有 · must hold: {needs}\n",
        table(("name", "表头 · headers"), rows),
    ]
    if form.gross:
        parts.append(f"实付金额未减退款 · paid is before refunds: {form.gross}\n")
    for words in form.words.values():
        states = [[said, f"`{state}`"] for said, state in words.items() if said != state]
        if states:
            parts.append(table(("平台的说法", "state"), states))
    return "\n".join(parts)


def export_headers() -> str:
    """Return the page of every header each reader knows."""
    sections = "\n".join(format_section(kind, form) for kind, form in sorted(formats().items()))
    reasons = ([f"`{code}`", *said.values()] for code, said in texts("exports")["reason"].items())
    return f"""{MADE}
# 认识的表头 · Headers each reader knows

左边是[数据字典](data-dictionary.md)里的列名，右边是文件里的表头（任意一个即可）。
没有列出的表头不会进入数据表，`shopkit import` 只报告它们的名字。
在哪里下载见 [export-formats.md](export-formats.md)。

Left the name in the [dictionary](data-dictionary.md), right the headers that mean it (any one).
Other headers never enter the tables. Where to download each file:
[export-formats.md](export-formats.md).

{sections}
## 剔除的原因 · Why a row is rejected

{table(("code", "中文", "English"), reasons)}"""


def precedence_row(entry: Precedence) -> list[str]:
    """Return what counts first for one thing, in both languages."""
    asked = "<br>".join(
        f"{n}. {both(f'quality.source.{s}')}" for n, s in enumerate(entry.sources, 1)
    )
    checked = both(f"quality.checked_only.{entry.checked}")
    return [both(f"quality.precedence.{entry.what}"), asked, checked, f"`{entry.rule}`"]


def check_row(check: str, said: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return one comparison: its name and what a difference asks for."""
    named = " · ".join((said.get("name") or said["title"]).values())
    return [f"`{check}`", named, " · ".join(said["action"].values())]


def data_sources() -> str:
    """Return the page of precedence: which source counts, and what is held against what."""
    order = ("什么 · what", "先后 · in this order", "只核对 · only checked", "在哪里 · where")
    checks = (check_row(check, said) for check, said in texts("quality")["check"].items())
    return f"""{MADE}
# 谁说了算 · Which source counts

几个文件说同一件事时，从上往下问，第一个知道的算数。别的只用来核对：差得超过 {PERCENT}% 而且超过
{YUAN} 元（按天；人数和笔数是 {TOLERANCE_PEOPLE}）就是一条发现，写明差多少、最大的一天和可能的原因。
平台会在几小时内修订当天的数，也会四舍五入优惠的分摊，所以不要求一分不差。

Where several files tell the same thing the first of the list that knows it counts. The others are
only held against it: a difference of more than {PERCENT}% and more than CNY {YUAN} (a day; people
and orders: {TOLERANCE_PEOPLE}) is a finding that names its size, worst day and likely cause.
Platforms revise a day for some hours and round shares of discounts, so not every fen must agree.

{table(order, map(precedence_row, PRECEDENCE))}
## 核对什么 · What is held against what

只比两边都完整覆盖的日期；没法比的也会写明原因。 Only days that both sides cover whole are
compared; what cannot be compared says why.

{table(("code", "核对 · check", "怎么办 · what to do"), checks)}"""


def rules_page() -> str:
    """Return the page of every platform rule shopkit knows."""
    return page(MADE)


def allowed(shape: Mapping[str, Any]) -> str:
    """Return the kind of value a field takes, and what it may be."""
    for one in shape.get("anyOf", ()):
        return f"{allowed(one)}, `20%`"
    kinds = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    if "enum" in shape:
        return code(str(word) for word in shape["enum"] if word is not None)
    if "const" in shape:
        return f"`{shape['const']}`"
    limits = [shape.get(end) for end in ("minimum", "maximum")]
    span = f" {limits[0]:g}–{limits[1]:g}" if None not in limits else ""
    kind = shape.get("format", kinds[0]) + span
    return f"{kind}: {allowed(shape['items'])}" if "items" in shape else kind


def plan_rows(shape: Mapping[str, Any], path: str, required: bool) -> Iterator[list[str]]:
    """Yield a row for a field and all fields below it."""
    entry = plan_fields()[path]
    must = "**必填 · required**<br>" if required else ""
    yield [
        f"`{path}`",
        "<br>".join(entry.title.values()),
        " · ".join(dict.fromkeys(unit_of(entry, lang) for lang in LANGS)),
        must + allowed(shape),
        "<br>".join(entry.help.values()),
    ]
    inner = shape.get("items", shape)
    for name, below in inner.get("properties", {}).items():
        yield from plan_rows(below, f"{path}.{name}", name in inner.get("required", ()))


def plan_page() -> str:
    """Return the page of every field of the plan, and a complete example."""
    schema = plan_schema("en")
    head = ("字段 · field", "名称 · title", "单位 · unit", "值 · value", "说明 · help")
    sections = []
    for name, shape in schema["properties"].items():
        title = " · ".join(plan_fields()[name].title.values())
        rows = table(head, plan_rows(shape, name, name in schema["required"]))
        sections.append(f"## `{name}` {title}\n\n{rows}")
    example = (DOCS / "plan-example.yaml").read_text(encoding="utf-8")
    return f"""{MADE}
# 经营计划 · The plan, shop.yaml

店铺文件夹里的 `shop.yaml` 记下经营者的决定。除了 `schema` 和 `shop`，每一部分都可以没有：
没写的就是未知，不会当成 0。占比写 0 到 1 的小数或 `20%`，单写 `20` 会被拒绝；金额是元；
日期写成 `2026-10-01`。写错的名称、类型和范围会一次全部指出，带行号和改法。
笔记本保存时只改动那几个值，注释、顺序和排版不变，上一版留在 `shop.yaml.bak`。

- `shopkit show 店铺文件夹 [路径]`：计划里写了什么、写在第几行；
- `shopkit schema > shop.schema.json`：给编辑器补全和检查用；在 `shop.yaml` 第一行写
  `# yaml-language-server: $schema=shop.schema.json`。

`shop.yaml` in a shop folder holds the operator's decisions. All but `schema` and `shop` may be
missing: what is not written is unknown, never 0. Shares are numbers from 0 to 1 or `20%`; a bare
`20` is refused. Money is CNY, days are written `2026-10-01`. All mistakes are named at once, with
line and remedy. Saving from a notebook changes nothing but the values; comments, order and layout
stay, and the version before is kept as `shop.yaml.bak`.

- `shopkit show DIR [PATH]`: what the plan says, and in which line;
- `shopkit schema > shop.schema.json`: for editors; then begin `shop.yaml` with
  `# yaml-language-server: $schema=shop.schema.json`.

{chr(10).join(sections)}
## 完整的例子 · A complete example

```yaml
{example}```
"""


PAGES: dict[str, Callable[[], str]] = {
    "plan.md": plan_page,
    "data-dictionary.md": data_dictionary,
    "export-headers.md": export_headers,
    "rules.md": rules_page,
    "data-sources.md": data_sources,
}


def main() -> int:
    """Write the pages, or with `--check` name those that differ; return the exit code."""
    pages = {DOCS / name: make() for name, make in PAGES.items()}
    if "--check" not in sys.argv[1:]:
        for path, content in pages.items():
            path.write_text(content, encoding="utf-8", newline="\n")
        return 0
    stale = [p for p, c in pages.items() if not p.is_file() or p.read_text(encoding="utf-8") != c]
    for path in stale:
        print(f"docs/{path.name} is out of date: make docs")
    return len(stale) > 0


if __name__ == "__main__":
    sys.exit(main())
