"""Reports of many shops against the plain way, side by side in one run.

    python -m benchmarks.reports [--shops 20] [--plain 20] [--jobs 2]

The plain way is what one would type: for every notebook `papermill`, then `jupyter nbconvert`.
Both ways start from shop folders nobody has opened yet, and both are timed from the first process
to the last file, start-up included.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from shopkit.reports.chapters import CHAPTERS, notebook_path

SAMPLE = Path(__file__).parents[1] / "data" / "sample" / "bathware"
PERIOD = "2026-10"
GOAL = 4.0
OURS = """
import sys
from pathlib import Path
from shopkit.reports import make_reports
if __name__ == "__main__":
    out, jobs, *folders = sys.argv[1:]
    made = make_reports(
        [Path(f) for f in folders], period={period!r}, langs=["zh"], out=Path(out), jobs=int(jobs)
    )
    sys.exit("\\n".join(one.problem.say("en") for one in made if one.problem) or 0)
"""


@dataclass(frozen=True)
class Cost:
    """What a way costs a report: seconds on the clock and of CPU."""

    wall: float
    cpu: float


def main() -> None:
    said = arguments()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        stage = Path(folder)
        ours = measured(lambda: made_by_shopkit(stage / "ours", said.shops, said.jobs), said.shops)
        plain = measured(lambda: made_plainly(stage / "plain", said.plain), said.plain)
    tell(said, ours, plain)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shops", type=int, default=20, help="reports shopkit makes")
    parser.add_argument("--plain", type=int, help="reports made the plain way (default: as many)")
    parser.add_argument("--jobs", type=int, default=2, help="worker processes of shopkit")
    said = parser.parse_args()
    said.plain = said.plain or said.shops
    return said


def shops(folder: Path, count: int) -> list[Path]:
    """Return copies of a sample shop, each with its own name, without tables."""
    made = [folder / f"shop{n:03d}" for n in range(count)]
    for path in made:
        shutil.copytree(SAMPLE, path, ignore=shutil.ignore_patterns("tables", "rejected.csv"))
        plan = (path / "shop.yaml").read_text(encoding="utf-8")
        named = plan.replace("  name: ", f"  name: {path.name} ", 1)
        (path / "shop.yaml").write_text(named, encoding="utf-8")
    return made


def made_by_shopkit(stage: Path, count: int, jobs: int) -> Callable[[], None]:
    folders = [str(path) for path in shops(stage, count)]
    script = stage / "ours.py"
    script.write_text(OURS.format(period=PERIOD), encoding="utf-8")
    command = [sys.executable, str(script), str(stage / "out"), str(jobs), *folders]
    return lambda: run(command, stage)


def made_plainly(stage: Path, count: int) -> Callable[[], None]:
    folders = shops(stage, count)

    def make() -> None:
        for folder in folders:
            for chapter in CHAPTERS:
                done = stage / f"{folder.name}.{chapter}.ipynb"
                told = ["-p", "shop", str(folder), "-p", "period", PERIOD]
                path = str(notebook_path(chapter, "zh"))
                run([sys.executable, "-m", "papermill", path, str(done), *told], stage)
                convert = ["nbconvert", "--to", "html", "--no-input", str(done)]
                run([sys.executable, "-m", "jupyter", *convert], stage)

    return make


def run(command: list[str], folder: Path) -> None:
    """Run a command to its end; what it says is shown only if it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr[-2000:]}")


def measured(prepare: Callable[[], Callable[[], None]], count: int) -> Cost:
    make = prepare()
    began, used = perf_counter(), cpu()
    make()
    return Cost((perf_counter() - began) / count, (cpu() - used) / count)


def cpu() -> float:
    """Return the CPU seconds of all finished children and theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def tell(said: argparse.Namespace, ours: Cost, plain: Cost) -> None:
    ratio = plain.wall / ours.wall
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    print(f"{'':32}{'s a report':>12}{'CPU s':>8}")
    print(f"{f'plain, {said.plain} reports':32}{plain.wall:12.2f}{plain.cpu:8.2f}")
    name = f"shopkit, {said.shops} reports, {said.jobs} jobs"
    print(f"{name:32}{ours.wall:12.2f}{ours.cpu:8.2f}")
    print(f"throughput against the plain way: {ratio:.1f} × (goal {GOAL:g} ×)")


if __name__ == "__main__":
    main()
