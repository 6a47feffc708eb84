"""`shopkit staff` where plan or list hold what cannot be: it is named, the rest goes on."""

import json

import pytest
from calendar_shops import HEAD
from desk_plans import desk
from typer.testing import CliRunner

from shopkit.cli import app

PLAN = HEAD + desk(people=1, chats_daily=0, sales_monthly_cny=9_000)
HEADS = "姓名,岗位,部门,入职日期,离职日期,月薪\n"


@pytest.fixture
def told(tmp_path):
    def tell(old="", new="", people=None, *options):
        (tmp_path / "exports").mkdir()
        listed = "" if people is None else "lists: {people: [名单.csv]}\n"
        (tmp_path / "shop.yaml").write_text(PLAN.replace(old, new) + listed, encoding="utf-8")
        if people is not None:
            (tmp_path / "名单.csv").write_text(people, encoding="utf-8")
        said = ["staff", str(tmp_path), "--month", "2027-01", "--days", "7", "--json", *options]
        done = CliRunner().invoke(app, said)
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout)

    return tell


@pytest.mark.parametrize(
    ("old", "new", "line", "path"),
    [
        ("handling_seconds: 240", "handling_seconds: 240, target_rate: 100%", 9, "service.target"),
        ('"16:00"', '"16:07"', 8, "shifts.1"),
        ("name: 晚班", "name: 早班", 8, "shifts.1"),
        ("break_hours: 1", "break_hours: 8", 7, "shifts.0"),
    ],
)
def test_a_desk_that_cannot_be_is_named_with_its_line(told, old, new, line, path):
    found = told(old, new)
    wrong = [one["place"] for one in found["missing"]]
    assert f"shop.yaml:{line} team.{path}" in wrong[0]
    assert "team.shifts" not in wrong
    assert (found["hours"] is None) == ("service" in path)  # a shift takes no hour away
    assert found["cost_payroll_cny"] > 0


@pytest.mark.parametrize(
    ("people", "code"),
    [
        ("甲列,乙列\n某甲,客服\n", "file_unknown"),
        ("岗位,入职日期,月薪\n客服,2026-01-01,4321\n", "file_unknown"),
        (f"{HEADS}某甲,客服,客服部,2026-13-45,,4321\n", "rows_rejected"),
        (f"{HEADS}某甲,客服,客服部,2026-01-01,,-4321\n", "rows_rejected"),
        (f"{HEADS}", "file_no_rows"),
    ],
)
def test_a_list_that_is_not_read_is_named_and_the_plans_posts_count(told, people, code):
    found = told(people=people)
    (one,) = [one for one in found["findings"] if one["place"] == "名单.csv"]
    assert one["code"] == code
    assert not [one for one in found["missing"] if one["place"] == "lists.people"]
    assert found["posts"][0]["pay_base_cny"] == 4500
    assert not [word for word in ("某甲", "4321") if word in json.dumps(found, ensure_ascii=False)]


def test_who_is_listed_twice_is_named_by_row_and_who_came_back_is_one_on_the_roster(told):
    rows = ("某甲,客服,,2026-01-01,2027-01-05,4321", "某甲,客服,,2027-01-07,,4321")
    twice = ("某乙,客服,,2026-01-01,,4321", "某乙,客服,,2026-01-01,,4321")
    found = told("", "", HEADS + "\n".join((*rows, *twice)) + "\n", "--with-names")
    workers = [one["worker"] for one in found["roster"]["workers"]]
    assert workers == ["某甲", "某乙", "某乙 2"]
    (one,) = [one for one in found["findings"] if one["code"] == "person_twice"]
    assert "第 4 行" in one["said"]
    assert "第 5 行" in one["said"]
    assert "某乙" not in repr(one)


def test_a_scheme_nobody_described_stands_at_the_planned_post_of_who_is_listed(told):
    people = f"{HEADS}某甲,客服,,2026-01-01,,4321\n"
    found = told("people: 1,", "people: 1, scheme: 没有,", people)
    (one,) = [one for one in found["findings"] if one["code"] == "scheme_unknown"]
    assert "shop.yaml:5 team.posts.0.scheme" in one["place"]
