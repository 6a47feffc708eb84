"""CPU and memory of starting shopkit, beside `import pandas`, in one run.

    python -m benchmarks.startup [--runs 7]

Each command runs in a process of its own; the median of its CPU seconds is shown, and the ratio
to `import pandas`.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from benchmarks.measure import cpu, parser, run

SHOPKIT = str(Path(sys.executable).parent / "shopkit")
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import pandas": [sys.executable, "-c", "import pandas"],
    "import shopkit": [sys.executable, "-c", "import shopkit"],
    "shopkit --help": [SHOPKIT, "--help"],
}
GOALS = {"import shopkit": 0.3, "shopkit --help": 0.5}


def main() -> None:
    runs = parser(__doc__, {"runs": (7, "turns; the median counts")}).parse_args().runs
    spent: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(runs + 1):
        for name, command in COMMANDS.items():
            seconds = cpu_seconds(command)
            spent[name] += [seconds] if turn else []  # the first turn only fills the file cache
    medians = {name: statistics.median(seconds) for name, seconds in spent.items()}
    print(f"{'':16} {'CPU s':>7} {'of pandas':>10} {'goal s':>7}")
    for name, seconds in medians.items():
        ratio = seconds / medians["import pandas"]
        print(f"{name:16} {seconds:7.2f} {ratio:10.2f} {GOALS.get(name, ''):>7}")


def cpu_seconds(command: list[str]) -> float:
    """Return user and system seconds of one finished process."""
    before = cpu()
    run(command)
    return cpu() - before


if __name__ == "__main__":
    main()
