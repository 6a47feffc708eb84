"""Gives each notebook under test a line of its own to its kernel: two runs may pick one port."""

import atexit
from tempfile import TemporaryDirectory, mkdtemp

import nbval.kernel
from jupyter_client.manager import KernelManager

from shopkit.reports.kernels import own_line

LINES = TemporaryDirectory(prefix="shopkit-")
atexit.register(LINES.cleanup)


def _manager(**options: object) -> KernelManager:
    return KernelManager(**options, **own_line(mkdtemp(dir=LINES.name)))


nbval.kernel.KernelManager = _manager
