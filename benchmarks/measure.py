"""What the benchmarks share: options, commands run to their end, their CPU, the machine."""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def parser(doc: str, numbers: Mapping[str, tuple[int | None, str]]) -> argparse.ArgumentParser:
    """Return a parser described by the first line of a module; each number has its default."""
    made = argparse.ArgumentParser(description=doc.splitlines()[0])
    for name, (default, meaning) in numbers.items():
        made.add_argument(f"--{name}", type=int, default=default, help=meaning)
    return made


def run(command: Sequence[str], folder: Path | None = None) -> str:
    """Return what a command prints; what it complains of ends the benchmark if it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr[-2000:]}")
    return done.stdout


def cpu(of: int = resource.RUSAGE_CHILDREN) -> float:
    """Return the CPU seconds of all finished children and theirs, or of this process."""
    usage = resource.getrusage(of)
    return usage.ru_utime + usage.ru_stime


def peak_gib() -> float:
    """Return the peak memory of this process in GiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20  # KiB on Linux


def machine() -> str:
    """Return the machine in a line."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
