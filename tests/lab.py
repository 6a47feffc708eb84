"""One JupyterLab server for a test module, and notebooks opened in it with the network blocked."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

START_SECONDS = 60
RUN_SECONDS = 180
STEP_SECONDS = 60
READY = """async () => {
  const shown = window.jupyterapp && jupyterapp.shell.currentWidget;
  if (!shown || !shown.context) return false;
  await shown.context.ready;
  await shown.sessionContext.ready;
  const kernel = shown.sessionContext.session?.kernel;
  return !!kernel && kernel.connectionStatus === 'connected';
}"""
IDLE = """() => {
  const kernel = jupyterapp.shell.currentWidget.sessionContext.session?.kernel;
  const waiting = [...document.querySelectorAll('.jp-Notebook .jp-InputPrompt')]
    .some(prompt => prompt.textContent.includes('*'));
  return kernel && kernel.status === 'idle' && !waiting;
}"""
ERRORS = """() => [...jupyterapp.shell.currentWidget.content.model.cells]
  .filter(cell => cell.type === 'code')
  .flatMap(cell => cell.toJSON().outputs)
  .filter(output => output.output_type === 'error')
  .map(output => output.ename + ': ' + output.evalue)"""
DRAWN = ".jp-OutputArea-output .vega-embed svg"
SHOWS = """([pictures, at, wanted]) => {
  const drawn = [...document.querySelectorAll(pictures)][at];
  const texts = [...drawn.querySelectorAll('text')].map(text => text.textContent.trim());
  return wanted.every(said => texts.includes(said));
}"""


class Lab:
    """A JupyterLab server of its own, with settings and runtime files in a folder of its own."""

    def __init__(self, root: Path, own: Path) -> None:
        """Start it on a free port and wait until it answers."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.token = secrets.token_hex(8)
        self.url = f"http://127.0.0.1:{port}"
        self.log = (own / "lab.log").open("w")
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
        options = {
            "ServerApp.ip": "127.0.0.1",
            "ServerApp.port": port,
            "ServerApp.port_retries": 0,
            "ServerApp.root_dir": root,
            "IdentityProvider.token": self.token,
            "LabApp.expose_app_in_browser": True,
            "LabApp.news_url": "",
            "LabApp.extension_manager": "readonly",
            "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        }
        self.process = subprocess.Popen(
            [*command, *(f"--{name}={value}" for name, value in options.items())],
            stdout=self.log,
            stderr=self.log,
            env=_own_environment(own),
        )
        self._wait()

    def _wait(self) -> None:
        for _ in range(START_SECONDS * 10):
            if self.process.poll() is not None:
                raise RuntimeError(f"JupyterLab ended; see {self.log.name}")
            with suppress(OSError):
                self._ask("api")
                return
            time.sleep(0.1)
        raise RuntimeError(f"JupyterLab did not start; see {self.log.name}")

    def _ask(self, path: str, method: str = "GET") -> bytes:
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{self.url}/{path}", headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.read()

    def address(self, notebook: str) -> str:
        """Return where a notebook opens alone."""
        return f"{self.url}/doc/tree/{notebook}?token={self.token}&reset"

    def end_kernels(self) -> None:
        """Shut down every kernel."""
        for session in json.loads(self._ask("api/sessions")):
            self._ask(f"api/sessions/{session['id']}", "DELETE")

    def close(self) -> None:
        """Stop the server."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self.process.kill()
        self.log.close()


def _own_environment(own: Path) -> dict[str, str]:
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
    }
    quiet = own / "settings" / "@jupyterlab" / "apputils-extension"
    quiet.mkdir(parents=True)
    (quiet / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')
    return {**os.environ, **{name: str(own / place) for name, place in places.items()}}


def run_all(page) -> list[str]:
    """Run every cell of the open notebook and return its errors."""
    page.set_default_timeout(RUN_SECONDS * 1000)
    page.locator(".jp-NotebookPanel .jp-Notebook .jp-Cell").first.wait_for()
    page.wait_for_function("window.jupyterapp && window.jupyterapp.started")
    page.evaluate("window.jupyterapp.started")
    page.wait_for_function(READY)
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(IDLE)
    page.set_default_timeout(STEP_SECONDS * 1000)
    return page.evaluate(ERRORS)


class Live:
    """The first of the two pictures a notebook's controls move, after all that stand still."""

    def __init__(self, page) -> None:
        """Wait until both are drawn."""
        drawn = page.locator(DRAWN)
        drawn.nth(1).wait_for()
        self.page, self.at = page, drawn.count() - 2

    def wait_for(self, texts: Iterable[str]) -> None:
        """Wait until each of the texts stands in it."""
        self.page.wait_for_function(SHOWS, arg=[DRAWN, self.at, sorted(texts)])


def step_back(page) -> None:
    """Move the slider of the period to the one before."""
    page.locator(".jupyter-widgets [role=slider]").first.focus()
    page.keyboard.press("ArrowLeft")


def copied(notebooks: Path, samples: Path, to: Path) -> Path:
    """Return a copy of the notebooks beside a copy of the sample shops, free to be changed."""
    shutil.copytree(notebooks, to / "notebooks", ignore=shutil.ignore_patterns("src"))
    shutil.copytree(samples, to / "data" / "sample", ignore=shutil.ignore_patterns("tables"))
    return to / "notebooks"
