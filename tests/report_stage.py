"""A small shop and two small notebooks to make reports of, in place of the real ones."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from shopkit.reports.chapters import CHAPTERS

EVIL = "<script>alert(1)</script>"
FORMULA = "=cmd|'/c calc'!A1"
PARAMETERS = 'shop: str = "bathware"  # the shop\nperiod: str = "2026-10"  # the period'
PICTURE = """
import pandas as pd
from shopkit.charts import kpi
from shopkit.charts.picture import Picture
from shopkit.i18n import Words
frame = pd.DataFrame({
    "stage": ["访客", "加购", "下单", "支付"], "people": [186400, 18830, 6104, 4884],
    "people_text": ["186,400", "18,830", "6,104", "4,884"],
    "rate_text": ["", "10.1%", "32.4%", "80%"],
    "before_text": ["", "11.9%", "32.1%", "79.9%"], "worst": [False, True, False, False],
})
label = {"stage": "步骤", "people": "人数", "rate": "占上一步", "before": "上月", "next": "下一步"}
words = Words(NAME + " 丢在加购", "各步人数", "来源：生意参谋", "漏斗图 " + NAME, "见发现 1", label)
Picture(lambda look: kpi.funnel(frame, words, look), words, "zh")
"""


def write_shop(folder: Path, name: str = "青禾家居", *, falls: float = 0.9) -> Path:
    """Return a shop folder with 61 days of figures, the second month `falls` times the first."""
    (folder / "exports").mkdir(parents=True)
    said = json.dumps(name, ensure_ascii=False)
    plan = f"schema: 1\nshop:\n  name: {said}\n  platform: tmall\n  lang: zh\n"
    (folder / "shop.yaml").write_text(plan, encoding="utf-8")
    header = ["date", "visitors", "paid_buyers", "paid_orders", "paid_cny", "refund_cny"]
    with (folder / "exports" / "days.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(header)
        for n in range(61):
            day = date(2026, 9, 1) + timedelta(days=n)
            share = falls if day.month == 10 else 1.0
            rows.writerow([day, 1000, round(30 * share), 31, f"{3000 * share + n:.2f}", "100.00"])
    return folder


def write_notebook(path: Path, *code: str, title: str = "成交") -> Path:
    """Return a notebook with a title, the parameters, and each code under a question."""
    cells = [
        new_markdown_cell(f"# {title}\n\n¥5 or $5$, <b>raw</b>."),
        new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
    ]
    for n, source in enumerate(code):
        cells += [new_markdown_cell(f"## 问题 {n}"), new_code_cell(source, id=f"step-{n}")]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": spec}), path)
    return path


def write_rest(folder: Path) -> None:
    """Put a small notebook in the place of every chapter, for a test to write over some."""
    for chapter in CHAPTERS:
        write_notebook(folder / f"{chapter}.ipynb", "shop", title=chapter)
