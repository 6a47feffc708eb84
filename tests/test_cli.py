"""The commands as a user types them: what is printed, what is refused, with which exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from shop_files import as_csv, order, shop_folder, with_file
from typer.testing import CliRunner

from shopkit.cli import FAILED, REFUSED, app

ROOT = Path(__file__).parents[1]
COSMETICS = str(ROOT / "data" / "sample" / "cosmetics")


def run(*said: object):
    return CliRunner().invoke(app, [str(one) for one in said])


def test_a_new_shop_is_made_and_says_what_is_next(tmp_path):
    done = run("new", tmp_path / "a", "--platform", "jd", "--lang", "zh")
    assert done.exit_code == 0
    assert "shopkit import" in done.stdout
    asked = run("import", tmp_path / "a")
    assert asked.exit_code == REFUSED
    assert "exports" in asked.stderr


@pytest.mark.parametrize("said", [["--platform", "ebay"], ["--lang", "fr"]])
def test_a_new_shop_of_an_unknown_kind_is_refused(tmp_path, said):
    done = run("new", tmp_path / "a", *said)
    assert done.exit_code == REFUSED
    assert not (tmp_path / "a").exists()


def test_import_accounts_for_every_row_in_json():
    said = json.loads(run("import", COSMETICS, "--json").stdout)
    for file in said["files"]:
        assert set(file) == {"file", "kind", "read", "kept", "rejected", "reasons", "period"}
        assert (
            file["read"]
            == file["kept"] + file["rejected"]
            == file["kept"] + sum(file["reasons"].values())
        )
    assert {file["kind"] for file in said["files"]} >= {"taobao_orders", "sycm_shop", "products"}
    assert sum(file["reasons"].get("superseded", 0) for file in said["files"]) == 262


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_import_says_one_line_a_file(lang):
    done = run("import", COSMETICS, "--lang", lang)
    assert done.exit_code == 0
    named = 4  # the tables shop.yaml names: costs, market, keywords, people
    assert len(done.stdout.splitlines()) == len(list(Path(COSMETICS, "exports").iterdir())) + named


def test_kpi_in_json_is_the_documented_contract():
    said = json.loads(run("kpi", COSMETICS, "--period", "2026-10", "--json").stdout)
    assert said["period"] == "2026-10"
    assert said["to_date"] is False
    assert said["paid_cny"] == 175852.85
    assert said["before"]["paid_cny"] == 122708.0
    assert said["sources"]["visitors"] == "days"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (["kpi", COSMETICS, "--period", "October"], "2026-W43"),
        (["kpi", COSMETICS, "--period", "2031-01"], "2026-10-31"),
        (["kpi", "no-such-shop"], "shop.yaml"),
        (["report", "no-such-shop"], "shop.yaml"),
        (["kpi", COSMETICS, "--lang", "fr"], "zh"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_done_is_said_once_without_a_traceback(tmp_path, said, message, lang):
    spoken = [] if "--lang" in said else ["--lang", lang]
    out = ["--out", tmp_path / "out"] if said[0] == "report" else []
    done = run(*said, *spoken, *out)
    assert done.exit_code == REFUSED
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_a_broken_export_is_refused_and_nothing_is_written(tmp_path):
    with_file(tmp_path, "good.csv", as_csv([order(1)]))
    with_file(tmp_path, "bad.xlsx", b"PK\x03\x04 not a workbook")
    for command in (["import"], ["kpi"], ["report", "--out", str(tmp_path / "out")]):
        done = run(command[0], tmp_path, *command[1:])
        assert done.exit_code == REFUSED
        assert done.stderr.count("bad.xlsx") == 1
    assert not list(tmp_path.glob("out/*/*.html"))
    assert not (tmp_path / "tables").exists()


def test_a_cut_download_is_said(tmp_path):
    lines = ["order_id,paid_at,paid", *(f"A{n},2026-10-01,1" for n in range(100_000)), ""]
    with_file(tmp_path, "a.csv", "\n".join(lines).encode())
    done = run("kpi", tmp_path, "--period", "2026-10-01..2026-10-01")
    assert done.exit_code == 0
    assert "100,000" in done.stderr


@pytest.mark.slow
def test_in_a_batch_the_others_go_on(tmp_path):
    empty = shop_folder(tmp_path / "empty")
    done = run("report", COSMETICS, empty, "--out", tmp_path / "out", "--jobs", 1)
    assert done.exit_code == FAILED
    assert (tmp_path / "out" / "cosmetics" / "2026-10.zh.html").is_file()
    assert "exports" in done.stderr
    assert "exports" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("lang", "said"), [("zh", "不能用"), ("en", "cannot be used")])
def test_a_plan_that_cannot_be_used_is_told_in_the_shops_language(tmp_path, lang, said):
    plan = shop_folder(tmp_path, extra="costs:\n  ads_rule: items\n") / "shop.yaml"
    plan.write_text(plan.read_text("utf-8").replace("lang: zh", f"lang: {lang}"), "utf-8")
    done = run("import", tmp_path)
    assert done.exit_code == REFUSED
    assert said in done.stderr


@pytest.mark.parametrize("named", ["/etc/hostname", "../costs.csv", "costs.csv"])
def test_a_cost_table_that_is_not_in_the_folder_is_refused_by_name(tmp_path, named):
    shop_folder(tmp_path / "shop", extra=f"costs:\n  products: [{named}]\n")
    (tmp_path / "costs.csv").write_text("sku,成本价\nA,12\n", encoding="utf-8")
    for command in ("import", "kpi"):
        done = run(command, tmp_path / "shop", "--lang", "en")
        assert done.exit_code == REFUSED
        assert f"= {named}: there is no such file in the shop folder" in done.stderr


def test_the_package_runs_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "shopkit", "--help"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert "import" in done.stdout
