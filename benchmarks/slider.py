"""From a key on the price slider to the changed picture, in a real JupyterLab and Chromium.

    python -m benchmarks.slider [--moves 60]

The price explorer of the pricing notebook beside the plain way: an `interact` slider whose
function displays the same chart. A move is one press of an arrow key on the slider; it ends with
the first frame that shows other bars. Both wait for the picture to stand still before the next.
Then a burst: 40 presses 25 ms apart, as when a key is held; how long after the last press the
picture still changes, and how many frames showed no picture at all.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import machine, parser
from tests.lab import Lab, run_all

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
BURST, PAUSE_MS, STILL_MS = 40, 25, 400
OPEN = """from shopkit.widgets.pricing import look_at_pricing
price = look_at_pricing("bathware", "", "en")
"""
WAYS = {
    "shopkit": "price.explore()",
    "plain": """import ipywidgets
from IPython.display import display
from shopkit.charts.look import Look
from shopkit.charts.picture import VEGALITE
first = price.first
def shown(cny):
    display({VEGALITE: price.unit(first.item_id, cny).spec(Look("en"))}, raw=True)
slider = ipywidgets.FloatSlider(value=first.price_cny, min=85, max=347, step=1)
ipywidgets.interact(shown, cny=slider)
None""",
}
WATCH = """() => {
  const frames = window.frames_seen = [];
  window.pressed = 0;
  document.addEventListener('keydown', () => { window.pressed = performance.now(); }, true);
  const look = () => {
    const drawn = [...document.querySelectorAll('.jp-OutputArea .vega-embed')].at(-1);
    const marks = drawn && drawn.querySelector('svg, canvas');
    const said = !marks ? '' : marks.tagName === 'CANVAS' ? marks.toDataURL()
      : [...marks.querySelectorAll('.mark-rect path')].map(one => one.getAttribute('d')).join();
    frames.push([performance.now(), said]);
    requestAnimationFrame(look);
  };
  look();
}"""

CHANGED = """() => {
  const now = window.frames_seen.at(-1)[1];
  return now && now !== window.frames_seen[0][1];
}"""


def main() -> None:
    moves = parser(__doc__, {"moves": (60, "moves one by one")}).parse_args().moves
    print(machine(), f"load {os.getloadavg()[0]:.1f}")
    print(f"{'':10}{'median ms':>10}{'p95 ms':>8}{'after a burst ms':>18}{'frames without':>16}")
    for name, code in WAYS.items():
        one_by_one, after, blank = measured(code, moves)
        middle = statistics.median(one_by_one)
        late = statistics.quantiles(one_by_one, n=20)[-1]
        print(f"{name:10}{middle:10.0f}{late:8.0f}{after:18.0f}{blank:16}")


def measured(code: str, moves: int) -> tuple[list[float], float, int]:
    """Return ms of each move, ms from the last key of a burst to the last change, bare frames."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="bench-") as folder, sync_playwright() as playwright:
        stage = Path(folder)
        write(stage / "notebooks" / "slider.ipynb", [OPEN, code])
        shutil.copytree(ROOT / "data" / "sample", stage / "data" / "sample")
        lab = Lab(stage / "notebooks", stage)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            page = browser.new_page(viewport={"width": 1440, "height": 1000})
            page.goto(lab.address("slider.ipynb"))
            if errors := run_all(page):
                sys.exit("\n".join(errors))
            page.locator(".jupyter-widgets [role=slider]").first.focus()
            page.wait_for_timeout(2000)
            page.evaluate(WATCH)
            singles = [moved(page) for _ in range(moves)]
            return singles, *burst(page)
        finally:
            browser.close()
            lab.close()


def write(path: Path, cells: list[str]) -> None:
    """Write a notebook of code cells."""
    import nbformat.v4 as form

    path.parent.mkdir(parents=True)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    made = form.new_notebook(cells=[form.new_code_cell(one) for one in cells], metadata=kernel)
    path.write_text(json.dumps(made), encoding="utf-8")


def moved(page: Page) -> float:
    """Return ms from one press of a key to the first frame that shows another picture."""
    page.evaluate("window.frames_seen.length = 0")
    page.wait_for_timeout(60)
    page.keyboard.press("ArrowRight")
    page.wait_for_function(CHANGED)
    page.wait_for_timeout(STILL_MS)
    pressed, frames = page.evaluate("[window.pressed, window.frames_seen]")
    before = frames[0][1]
    return next(at for at, said in frames if said not in ("", before)) - pressed


def burst(page: Page) -> tuple[float, int]:
    """Return ms from the last of many presses to the last change, and frames without a picture."""
    page.evaluate("window.frames_seen.length = 0")
    for _ in range(BURST):
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(PAUSE_MS)
    page.wait_for_timeout(8000)
    pressed, frames = page.evaluate("[window.pressed, window.frames_seen]")
    changes = [b[0] for a, b in pairwise(frames) if a[1] != b[1]]
    return changes[-1] - pressed, sum(not said for _, said in frames)


if __name__ == "__main__":
    main()
