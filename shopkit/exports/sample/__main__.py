"""Write a sample shop: `python -m shopkit.exports.sample NAME FOLDER`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from shopkit.exports.sample.shops import shop_names
from shopkit.exports.sample.write import write_shop
from shopkit.files import write_whole


def main(argv: Sequence[str] | None = None) -> None:
    """Write one sample shop, and what is true of it where asked."""
    asked = _parser().parse_args(argv)
    truth = write_shop(
        asked.name,
        asked.folder,
        seed=asked.seed,
        scale=asked.scale,
        start=asked.start,
        months=asked.months,
    )
    if asked.truth:
        write_whole(asked.truth, truth.as_json())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m shopkit.exports.sample", description=__doc__)
    parser.add_argument("name", choices=shop_names())
    parser.add_argument("folder", type=Path, help="the shop's folder")
    parser.add_argument("--seed", type=int, help="the shipped shop's own by default")
    parser.add_argument("--scale", type=float, default=1.0, help="factor on visitors")
    parser.add_argument("--start", type=date.fromisoformat, help="first day, as shipped")
    parser.add_argument("--months", type=int, help="calendar months, as shipped")
    parser.add_argument("--truth", type=Path, help="file for what is true of it, JSON")
    return parser


if __name__ == "__main__":
    main()
