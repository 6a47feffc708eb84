"""Tables for a terminal: what may be broken over lines, and what may not."""

import pytest

from shopkit.reports.terminal import print_table

HEADS = (
    *("Month", "Paid", "Contribution", "Payroll"),
    *("Fixed and one-off", "Profit after tax", "Closing cash"),
)
ROW = ("2026-11", "¥208,000", "¥44,837", "¥58,912", "¥9,900", "−¥25,413", "¥77,140")


def printed(capsys, *said, **more):
    print_table(*said, **more)
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("width", [80, 75, 40])
def test_neither_figures_nor_a_word_above_them_are_broken(capsys, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    lines = printed(capsys, HEADS, [ROW], "lrrrrrr")
    assert any("Contribution" in line for line in lines)
    assert any(all(cell in line for cell in ROW[1:4]) for line in lines)
    if width > 70:
        assert max(len(line) for line in lines) <= width
        assert all(cell in lines[-1] for cell in ROW)


def test_chinese_heads_may_be_broken_and_what_is_to_be_copied_may_not(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    lines = printed(capsys, ["这一个月的贡献毛利合计是多少呢", "看"], [["¥1", "好"]], "rl")
    assert len(lines) > 2
    long = "team.posts.0.pay_monthly_cny"
    lines = printed(capsys, ["a", "b"], [[long, "好" * 60]], "ll", whole=1)
    assert any(long in line for line in lines)


def test_a_table_without_rows_is_its_head(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert printed(capsys, ["a", "b"], [], "lr")[0].split() == ["a", "b"]
