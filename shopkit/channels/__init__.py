"""Where visitors come from, and the register of channels."""

from shopkit.channels.pictures import register_shown, sources_shown
from shopkit.channels.register import channel_of, register
from shopkit.channels.sources import overlap, sources

__all__ = [
    "channel_of",
    "overlap",
    "register",
    "register_shown",
    "sources",
    "sources_shown",
]
