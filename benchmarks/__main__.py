"""Runs every benchmark, one after the other: `python -m benchmarks`."""

from benchmarks import imports, profit, reports, startup

startup.main()
imports.main()
reports.main()
profit.main()
