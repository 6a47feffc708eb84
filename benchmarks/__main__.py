"""Runs every benchmark, one after the other: `python -m benchmarks`."""

from benchmarks import reports, startup

startup.main()
reports.main()
