import json
import os
import re
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from positioning_stage import PLAN, write_market
from report_stage import EVIL, FORMULA, PICTURE, write_notebook, write_rest, write_shop
from shop_files import shop_folder

from shopkit.errors import ShopkitError
from shopkit.exports import open_new
from shopkit.i18n import LANGS, text
from shopkit.reports import make_reports, planned
from shopkit.reports.cells import chapter
from shopkit.reports.kernels import open_kernel

GIVEN = {"shop": "somewhere", "period": "2026-09"}


def said(notebook) -> str:
    return "".join(item.html for row in chapter(notebook).rows for b in row for item in b.shown)


def test_chapters_share_a_kernel_and_no_names(tmp_path):
    first = write_notebook(tmp_path / "1.ipynb", "left = 1\nprint(shop, period)")
    second = write_notebook(
        tmp_path / "2.ipynb", "print('left' in globals(), __import__('os').getpid())"
    )
    with open_kernel() as run:
        one, two, three = run(first, GIVEN), run(second, {}), run(second, {})
    assert said(one) == "<pre>somewhere 2026-09</pre>"
    assert "False" in said(two)
    assert said(two) == said(three)
    pid = int(said(two).removesuffix("</pre>").split()[-1])
    assert sys.platform == "win32" or not alive(pid)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def test_after_a_kernel_died_the_next_notebook_gets_another(tmp_path):
    dies = write_notebook(tmp_path / "a.ipynb", "import os; os._exit(3)")
    lives = write_notebook(tmp_path / "b.ipynb", "print('fine')")
    with open_kernel() as run:
        with pytest.raises(ShopkitError):
            run(dies, GIVEN)
        assert said(run(lives, GIVEN)) == "<pre>fine</pre>"


@pytest.mark.parametrize("named", ["短", "a" * 120])
def test_a_kernel_answers_from_a_folder_of_any_length(tmp_path, monkeypatch, named):
    """The path of a socket is limited to some hundred bytes; folders are not."""
    (tmp_path / named).mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / named))
    path = write_notebook(tmp_path / "a.ipynb", "print('fine')")
    with open_kernel() as run:
        assert said(run(path, {})) == "<pre>fine</pre>"


def test_cells_for_a_person_at_the_keyboard_do_not_run(tmp_path):
    path = write_notebook(tmp_path / "a.ipynb", "raise SystemError", "print('ran')")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[3].metadata["tags"] = ["no-report"]
    nbformat.write(notebook, path)
    with open_kernel() as run:
        assert said(run(path, GIVEN)) == "<pre>ran</pre>"


@pytest.mark.parametrize(
    ("code", "detail"),
    [
        ("print(1)\n1/0", "ZeroDivisionError: division by zero"),
        ("raise ValueError('first\\nlast')", "ValueError: last"),
        ("import os; os._exit(3)", "DeadKernelError"),
    ],
)
def test_a_failing_cell_is_named_with_its_last_line(tmp_path, code, detail):
    path = write_notebook(tmp_path / "a.ipynb", "1", code)
    with open_kernel() as run, pytest.raises(ShopkitError) as caught:
        run(path, GIVEN)
    (problem,) = caught.value.problems
    assert problem.code == "notebook_failed"
    assert detail in problem.say("en")
    assert "step-1" in problem.say("zh") or detail == "DeadKernelError"
    assert "Traceback" not in problem.say("en")


@pytest.fixture
def stage(tmp_path, monkeypatch):
    """Put small notebooks in the place of the real ones; return their folder."""

    def small(name, lang):
        return tmp_path / f"{name}.ipynb"

    monkeypatch.setattr("shopkit.reports.work.notebook_path", small)
    write_rest(tmp_path)
    write_notebook(tmp_path / "05_kpi.ipynb", f"NAME = {EVIL!r}\n{PICTURE}", "period")
    return tmp_path


@pytest.mark.slow
def test_hostile_shops_make_inert_reports(stage):
    shops = [write_shop(stage / "evil", EVIL), write_shop(stage / "=cmd x", FORMULA, falls=1.2)]
    outcomes = make_reports(shops, langs=["en"], out=stage / "out", jobs=1)
    assert [outcome.problem for outcome in outcomes] == [None] * 2
    made = {path.relative_to(stage / "out").as_posix() for path in (stage / "out").rglob("*.html")}
    pages = {f"{slug}/2026-10.en.html" for slug in ("evil", "cmd-x")}
    assert made == pages | {"index.html", "index.zh.html", "index.en.html"}
    for name in made:
        html = (stage / "out" / name).read_text(encoding="utf-8")
        assert EVIL not in html
        assert "&lt;script&gt;alert(1)" in html or "cmd" in name
    assert outcomes[0].figures["change_cny"] < 0 < outcomes[1].figures["change_cny"]


def test_a_report_is_the_same_on_every_run(stage):
    shop = write_shop(stage / "a")
    (first,) = make_reports([shop], out=stage / "out", jobs=1)
    before = first.path.read_bytes()
    (second,) = make_reports([shop], out=stage / "out", jobs=1)
    assert second.path.read_bytes() == before


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_without_sales_gets_a_report_of_what_is_planned(stage, lang):
    """Its market table and its goals are told; what needs sales is named as left out."""
    shop = shop_folder(stage / "new", extra=f"{PLAN}targets:\n  - {{year: 2027, sales_cny: 9}}\n")
    write_market(shop)
    (outcome,) = make_reports([shop], langs=[lang], out=stage / "out", jobs=1)
    assert outcome.problem is None
    assert (outcome.period, outcome.figures) == ("2026-10", {})
    assert outcome.entry["chapters"] == ["01_positioning", "08_targets", "04_campaigns"]
    page = re.sub("<[^>]+>", "", outcome.path.read_text(encoding="utf-8"))
    for name in ("headline", "lead", "why", "files"):
        assert text(f"reports.planned.{name}", lang) in page
    assert text("reports.planned.offers", lang, n=80) in page
    said = (stage / "out" / outcome.entry["message"]).read_text(encoding="utf-8")
    assert text("reports.planned.files", lang) in said
    (named,) = make_reports([shop], period="2026-12", out=stage / "out", jobs=1)
    assert named.period == "2026-12"


def test_a_shop_with_nothing_at_all_or_an_unread_file_is_still_refused(stage):
    empty = shop_folder(stage / "empty")
    unread = shop_folder(stage / "unread", extra=PLAN)
    write_market(unread)
    (unread / "exports" / "a.csv").write_text("foo,bar\n1,2\n", encoding="utf-8")
    for shop, code in ((empty, "no_exports"), (unread, "no_sales")):
        (outcome,) = make_reports([shop], out=stage / shop.name / "out", jobs=1)
        assert outcome.problem.problems[0].code == code


def test_another_shop_of_the_same_folder_name_never_replaces_a_report(stage):
    mine, other = write_shop(stage / "x" / "home", "甲"), write_shop(stage / "y" / "home", "甲")
    (kept,) = make_reports([mine], out=stage / "out", jobs=1)
    before = kept.path.read_bytes()
    (refused,) = make_reports([other], out=stage / "out", jobs=1)
    assert refused.problem.problems[0].code == "same_name"
    assert "home/2026-10.zh.html" in refused.problem.say("zh")
    assert kept.path.read_bytes() == before
    record = json.loads((stage / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert [entry["state"] for entry in record["reports"]] == ["done", "failed"]
    assert str(stage) not in json.dumps(record)
    assert 'href="home/2026-10.zh.html"' in (stage / "out" / "index.html").read_text("utf-8")

    moved = mine.parent.rename(stage / "z") / "home"
    renamed = other.rename(stage / "y" / "cottage")
    again = [make_reports([shop], out=stage / "out", jobs=1)[0] for shop in (moved, renamed)]
    assert [outcome.problem for outcome in again] == [None, None]
    assert again[0].path == kept.path
    record = json.loads((stage / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert [entry["slug"] for entry in record["reports"]] == ["home", "cottage"]


def test_a_failing_notebook_leaves_the_old_report_and_the_other_shops_alone(stage):
    shops = [write_shop(stage / "a", "甲"), write_shop(stage / "b", "乙")]
    make_reports(shops[:1], out=stage / "out", jobs=1)
    before = (stage / "out" / "a" / "2026-10.zh.html").read_bytes()
    write_notebook(stage / "00_start.ipynb", "assert not shop.endswith('a'), 'broken'")
    bad, good = make_reports(shops, out=stage / "out", jobs=1)
    assert bad.problem.problems[0].code == "notebook_failed"
    assert good.path.is_file()
    assert (stage / "out" / "a" / "2026-10.zh.html").read_bytes() == before
    index = (stage / "out" / "index.html").read_text(encoding="utf-8")
    assert index.index("乙") < index.index("broken")
    assert not list((stage / "out").rglob("*.part"))


def test_an_unknown_parameter_fails_the_report(stage):
    shop = write_shop(stage / "a")
    (outcome,) = make_reports([shop], out=stage / "out", jobs=1, parameters={"perod": "2026-10"})
    assert outcome.problem.problems[0].code == "unknown_parameter"
    assert not list((stage / "out").glob("*/*.html"))


def test_a_report_that_cannot_be_written_is_one_message(stage):
    shop = write_shop(stage / "a")
    (stage / "out").mkdir()
    (stage / "out" / "a").write_text("held", encoding="utf-8")
    (outcome,) = make_reports([shop], out=stage / "out", jobs=1)
    assert outcome.problem.problems[0].code == "output_missing"
    assert (stage / "out" / "index.html").is_file()


# A pool starts its workers afresh, and they read this script again: so the stand-ins hold there.
POOL = """
import sys
from pathlib import Path
import shopkit.reports.work as work
stage = Path(sys.argv[1])
work.notebook_path = lambda name, lang: stage / f"{name}.ipynb"
if __name__ == "__main__":
    from shopkit.reports import make_reports, planned
    tell = lambda *said: print(*said, flush=True)
    folders = [stage / name for name in sys.argv[2:]]
    make_reports(folders, langs=["zh", "en"], out=stage / "out", jobs=2, progress=tell)
"""


@pytest.fixture
def pool(stage):
    """Return a function that starts a pool of two over the shops of these names."""
    (stage / "pool.py").write_text(POOL, encoding="utf-8")
    started = []

    def start(*names):
        for name in names:
            write_shop(stage / name, name)
        command = [sys.executable, str(stage / "pool.py"), str(stage), *names]
        run = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
        )
        started.append(run)
        return run

    yield start
    for run in started:
        with run:
            run.kill()


@pytest.mark.slow
def test_a_pool_makes_every_report_and_tells_how_far_it_is(stage, pool):
    write_notebook(stage / "05_kpi.ipynb", "assert not shop.endswith('b')")
    run = pool("a", "b", "c")
    told = [tuple(map(int, line.split())) for line in run.communicate()[0].splitlines()]
    assert [left for _, _, left in told] == [2, 1, 0]
    assert told[-1] == (2, 1, 0)
    made = sorted(path.parent.name for path in (stage / "out").glob("*/*.html"))
    assert made == ["a", "a", "c", "c"]


@pytest.mark.slow
def test_a_dying_worker_takes_no_other_shop_with_it(stage, pool):
    code = "import os, signal\nos.kill(os.getppid(), 9) if shop.endswith('b') else 0"
    write_notebook(stage / "05_kpi.ipynb", code)
    run = pool("a", "b", "c")
    assert run.communicate()[0].splitlines()[-1] == "2 1 0"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is a signal")
def test_breaking_off_leaves_no_kernel_and_nothing_half_written(stage, pool):
    """Both workers hang in a cell; then the terminal sends Ctrl-C to the whole group."""
    code = (
        "import os, time\nopen(shop + '.pid', 'w').write(str(os.getpid()) + ' ')\ntime.sleep(600)"
    )
    write_notebook(stage / "05_kpi.ipynb", code)
    run = pool("a", "b")
    marks = [stage / "a.pid", stage / "b.pid"]
    wait_until(lambda: all(mark.is_file() and " " in mark.read_text() for mark in marks))
    os.killpg(run.pid, signal.SIGINT)
    assert run.wait(60) != 0
    kernels = [int(mark.read_text()) for mark in marks]
    wait_until(lambda: not any(map(alive, kernels)))
    assert not [path for path in (stage / "out").rglob("*") if path.is_file()]


def wait_until(true) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    pytest.fail("it never came")


TEAM_AND_CASH = """team:
  posts: [{role: 客服, people: 2, pay_monthly_cny: 5000}, {role: 运营, people: 1}]
stages: [{name: 起步, starts: 2027-01-01, ends: 2027-12-31, sales_monthly_cny: 40000}]
cash: {starts: 2027-01-01, months: 12, opening_cny: 20000, least_cny: 10000}
"""


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_a_new_shop_plans_its_people_and_its_cash_too(tmp_path, lang):
    """Nothing was sold yet: the year, posts, payroll and cash are the plan's own."""
    shop = shop_folder(tmp_path / "new", extra=TEAM_AND_CASH)
    (outcome,) = make_reports([shop], langs=[lang], out=tmp_path / "out", jobs=1)
    assert (outcome.problem, outcome.period) == (None, "2027-01")
    names = ["01_positioning", "08_targets", "04_campaigns", "03_staffing", "11_money"]
    assert outcome.entry["chapters"] == names
    html = outcome.path.read_text(encoding="utf-8")
    page = re.sub("<[^>]+>", "", html)
    assert text("reports.planned.people", lang, n=3) in page
    assert text("reports.planned.months", lang, n=12) in page
    assert text("money.returns.payback", lang) in page
    assert html.count("<figure data-sk") >= 4


def test_what_a_plan_holds_decides_its_chapters(stage):
    plans = {"": 0, "cash: {opening_cny: 1}\n": 1, TEAM_AND_CASH: 2}
    for n, (extra, more) in enumerate(plans.items()):
        shop = open_new(shop_folder(stage / str(n), extra=extra))
        assert len(planned.chapters(shop)) == len(planned.CHAPTERS) + more
