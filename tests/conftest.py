"""Places and browsers that several test rooms share."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from lab import STEP_SECONDS, Lab, run_all

if not os.environ.get("CI"):  # there hypothesis has a profile of its own, without deadlines too
    settings.register_profile("busy", deadline=None)
    settings.load_profile("busy")  # a busy machine is slow, not wrong

ROOT = Path(__file__).parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
APPS = (  # where macOS and Windows keep one that is not on the path
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
NO_BROWSER = (
    "no Chromium here: install one (Debian: apt install chromium; "
    "anywhere: .venv/bin/playwright install chromium) to run the browser tests"
)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """Return a shop that is only a name."""
    folder = tmp_path_factory.mktemp("bare")
    text = "schema: 1\nshop: {name: 空店, platform: taobao}\n"
    (folder / "shop.yaml").write_text(text, encoding="utf-8")
    return folder


def find_chromium(playwright) -> str | None:
    """Return the system's Chromium, else Playwright's own, else nothing."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    known = (found, *APPS, playwright.chromium.executable_path)
    return next((path for path in known if path and Path(path).is_file()), None)


# A module's own browser: Playwright keeps an event loop running as long as it lives, and notebooks
# run in the same process need theirs.
@pytest.fixture(scope="module")
def browser() -> Iterator:
    """A Chromium; without one CI fails and a user's machine skips."""
    from playwright.sync_api import expect, sync_playwright  # costs 0.3 s

    expect.set_options(timeout=STEP_SECONDS * 1000)  # a busy machine shows a change late
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(NO_BROWSER)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def unscripted(monkeypatch) -> None:
    """Leave out the JavaScript of live charts: it comes as one large bundle."""
    from ipywidgets import HTML  # costs 0.3 s

    class Drawn(HTML):
        def __init__(self, spec) -> None:
            super().__init__()
            self.spec = spec

    monkeypatch.setattr("shopkit.widgets.controls._jupyter_chart", Drawn)


@dataclass
class Watched:
    """What an offline page tried to fetch and what it complained about."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture
def open_offline(browser):
    """Return a function that opens an address with the network blocked: (page, watched)."""
    contexts = []

    def open_page(url: str, width: int = 1280, height: int = 900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page, watched = context.new_page(), Watched()

        def judge(route) -> None:
            if route.request.url.startswith(("file:", "data:", "blob:", "http://127.0.0.1")):
                route.continue_()
                return
            watched.requests.append(route.request.url)
            route.abort()

        page.route("**/*", judge)
        page.on("console", lambda m: watched.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: watched.errors.append(str(error)))
        page.goto(url)
        return page, watched

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def lab(notebooks, tmp_path_factory) -> Iterator[Lab]:
    """A JupyterLab on the notebooks of the module that asks for it."""
    server = Lab(notebooks, tmp_path_factory.mktemp("lab"))
    yield server
    server.close()


@pytest.fixture
def opened(lab, open_offline):
    """Open a notebook, run it, and return (page, watched); its kernel ends with the test."""

    def run(notebook: str):
        page, watched = open_offline(lab.address(notebook), 1440, 1000)
        assert run_all(page) == []
        return page, watched

    yield run
    lab.end_kernels()
