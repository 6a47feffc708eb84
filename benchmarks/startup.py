"""CPU and memory of starting shopkit, beside `import pandas`, in one run.

    python -m benchmarks.startup [--runs 7]

Each command runs in a process of its own; the median of its CPU seconds is shown, and the ratio
to `import pandas`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

SHOPKIT = str(Path(sys.executable).parent / "shopkit")
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import pandas": [sys.executable, "-c", "import pandas"],
    "import shopkit": [sys.executable, "-c", "import shopkit"],
    "shopkit --help": [SHOPKIT, "--help"],
}
GOALS = {"import shopkit": 0.3, "shopkit --help": 0.5}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
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
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )


if __name__ == "__main__":
    main()
