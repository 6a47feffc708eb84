"""A plain ipykernel, started without one slow import nobody uses.

Where JupyterLab is installed, `import jsonschema` (and so altair, nbformat and papermill) builds
a grammar for a format checker that none of them asks for: 1.7 s of CPU in every process.
"""

from __future__ import annotations

import sys
from typing import cast

_UNUSED = ("rfc3987", "rfc3987_syntax")


def skip_format_grammar() -> None:
    """Let `import jsonschema` find the optional grammar missing, unless it is loaded already."""
    modules = cast("dict[str, object]", sys.modules)
    for name in _UNUSED:
        modules.setdefault(name, None)


def main() -> None:
    """Run the kernel until it is told to stop."""
    skip_format_grammar()
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance()


if __name__ == "__main__":
    main()
