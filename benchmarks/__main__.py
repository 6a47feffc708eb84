"""Runs every benchmark, one after the other: `python -m benchmarks`."""

from benchmarks import (
    chances,
    forecast,
    imports,
    profit,
    promotions,
    reports,
    roster,
    schedule,
    slider,
    startup,
)

startup.main()
imports.main()
reports.main()
profit.main()
promotions.main()
roster.main()
schedule.main()
slider.main()
chances.main()
forecast.main()
