"""The wheel, installed alone: what it needs comes with it or stands among its dependencies."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample" / "bathware"
PLATFORM, PERIOD = "tmall", "2026-10"
pytestmark = pytest.mark.slow


def run(*command: object, cwd: Path) -> str:
    """Return what a command prints; a failure shows all of it. Nothing of the checkout leaks in."""
    outside = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=outside | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    where = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", where, cwd=ROOT)
    return next(where.glob("*.whl"))


@pytest.fixture(scope="module")
def scripts(wheel, tmp_path_factory) -> Path:
    """The scripts folder of an environment that holds the wheel and the core lock, no more."""
    home = tmp_path_factory.mktemp("alone")
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    pip = (scripts / "python", "-m", "pip")
    core = ROOT / "lock" / "core.txt"
    run(*pip, "install", "-qq", "--require-hashes", "-r", core, cwd=home)
    run(*pip, "install", "-qq", "--no-deps", wheel, cwd=home)
    run(*pip, "check", cwd=home)
    return scripts


def test_the_wheel_carries_every_resource_and_both_editions(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    resources = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "shopkit" / "resources").rglob("*")
        if path.is_file()
    }
    notebooks = {
        f"shopkit/resources/notebooks/{path.parent.name}/{path.name}"
        for path in (ROOT / "notebooks").glob("[ez][nh]/*.ipynb")
    }
    assert "shopkit/py.typed" in held
    assert resources | notebooks <= held
    assert not [name for name in held if name.startswith(("tests/", "data/", "docs/"))]


def test_every_module_needs_only_the_core(scripts, tmp_path):
    code = """if True:
        import importlib, pkgutil, shopkit
        for module in pkgutil.walk_packages(shopkit.__path__, "shopkit."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
        print(shopkit.__file__)"""
    assert str(ROOT) not in run(scripts / "python", "-c", code, cwd=tmp_path)


def test_new_import_and_report_run_outside_any_checkout(scripts, tmp_path):
    shopkit = scripts / "shopkit"
    run(shopkit, "new", "myshop", "--platform", PLATFORM, "--lang", "zh", cwd=tmp_path)
    for export in (SAMPLE / "exports").iterdir():
        if export.suffix != ".md":
            shutil.copy(export, tmp_path / "myshop" / "exports")
    assert '"files"' in run(shopkit, "import", "myshop", "--json", cwd=tmp_path)
    both = ("--lang", "zh", "--lang", "en")
    run(shopkit, "report", "myshop", "--period", PERIOD, *both, cwd=tmp_path)
    made = {path.name for path in (tmp_path / "reports" / "myshop").iterdir()}
    assert {f"{PERIOD}.zh.html", f"{PERIOD}.en.html"} <= made
    assert (tmp_path / "reports" / "index.html").is_file()
