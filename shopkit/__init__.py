"""Plan, check and report on a Taobao, Tmall or JD shop.

Public names load on first use, so that `import shopkit` costs next to nothing.
"""

import os
from importlib import import_module

# before numpy is there: on matrices of some hundred rows its threads only wait for each other
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_ROOMS = {
    "Comparison": "periods",
    "Finding": "findings",
    "Period": "periods",
    "Plan": "plan",
    "Problem": "errors",
    "Severity": "findings",
    "ShopkitError": "errors",
    "compare": "periods",
    "import_shop": "exports",
    "load_plan": "plan",
    "open_shop": "exports",
    "text": "i18n",
}

__all__ = sorted(_ROOMS)  # noqa: PLE0605 - a list, made from the one table above
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the room a public name lives in, when it is first asked for."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'shopkit' has no attribute {name!r}")
    return getattr(import_module(f"shopkit.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
