"""Reports of many shops against the plain way, side by side in one run.

    python -m benchmarks.reports [--shops 20] [--plain 20] [--jobs 2]

The plain way is what one would type: for every notebook `papermill`, then `jupyter nbconvert`.
Both ways start from shop folders nobody has opened yet, and both are timed from the first process
to the last file, start-up included.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.measure import cpu, machine, parser, run
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
    numbers = {
        "shops": (20, "reports shopkit makes"),
        "plain": (None, "reports made the plain way (default: as many)"),
        "jobs": (2, "worker processes of shopkit"),
    }
    said = parser(__doc__, numbers).parse_args()
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


def made_by_shopkit(stage: Path, count: int, jobs: int) -> Callable[[], object]:
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


def measured(prepare: Callable[[], Callable[[], object]], count: int) -> Cost:
    make = prepare()
    began, used = perf_counter(), cpu()
    make()
    return Cost((perf_counter() - began) / count, (cpu() - used) / count)


def tell(said: argparse.Namespace, ours: Cost, plain: Cost) -> None:
    ratio = plain.wall / ours.wall
    print(machine())
    print(f"{'':32}{'s a report':>12}{'CPU s':>8}")
    print(f"{f'plain, {said.plain} reports':32}{plain.wall:12.2f}{plain.cpu:8.2f}")
    name = f"shopkit, {said.shops} reports, {said.jobs} jobs"
    print(f"{name:32}{ours.wall:12.2f}{ours.cpu:8.2f}")
    print(f"throughput against the plain way: {ratio:.1f} × (goal {GOAL:g} ×)")


if __name__ == "__main__":
    main()
