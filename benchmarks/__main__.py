"""Runs every benchmark, one after the other: `python -m benchmarks`."""

from benchmarks import chances, imports, profit, promotions, reports, roster, slider, startup

startup.main()
imports.main()
reports.main()
profit.main()
promotions.main()
roster.main()
slider.main()
chances.main()
