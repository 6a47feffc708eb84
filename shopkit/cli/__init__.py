"""The commands, `shopkit new | import | price | report …`; all that is heavy loads when used."""

from shopkit.cli.commands import app, main
from shopkit.cli.shared import FAILED, REFUSED

__all__ = ["FAILED", "REFUSED", "app", "main"]
