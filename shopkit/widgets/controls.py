"""Controls with a label, and pictures that change while a control moves."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit.charts.look import Look
from shopkit.i18n import Lang, text
from shopkit.widgets.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shopkit.charts.picture import Picture

STYLE = {"description_width": "11em"}
LAYOUT = {"width": "480px", "max_width": "100%"}
LARGEST = 1e11
FITTING = "<style>.shopkit-live svg.marks{max-width:100%;height:auto}</style>"


def without_kernel(key: str, lang: Lang) -> dict[str, str]:
    """Return the text of a key as it stands in place of controls where no kernel runs."""
    said = text(key, lang)
    return {"text/html": f"<p>{escape(said)}</p>", "text/plain": said}


def labelled(label: str) -> dict[str, str]:
    """Return what names a control; without a tip of its own hovering it would say “null”."""
    return {"description": label, "tooltip": label}


def dropdown(label: str, options: Iterable[tuple[str, Any]], value: Any) -> ipywidgets.Dropdown:  # noqa: ANN401
    """Return a list to pick one entry from."""
    return ipywidgets.Dropdown(
        **labelled(label), options=list(options), value=value, style=STYLE, layout=LAYOUT
    )


def slider(
    label: str,
    options: Iterable[tuple[str, Any]],
    value: Any,  # noqa: ANN401
) -> ipywidgets.SelectionSlider:
    """Return a slider over named entries; its readout is the entry's name."""
    return ipywidgets.SelectionSlider(
        **labelled(label),
        options=list(options),
        value=value,
        style=STYLE,
        layout=LAYOUT,
        continuous_update=True,
    )


def amount(label: str, value: float, step: float) -> ipywidgets.BoundedFloatText:
    """Return a field for a number that is zero or more; the unit stands in its label."""
    return ipywidgets.BoundedFloatText(
        **labelled(label),
        value=value,
        min=0,
        max=LARGEST,
        step=step,
        style=STYLE,
        layout=LAYOUT,
        continuous_update=False,
    )


def spoken(name: str) -> ipywidgets.HTML:
    """Return an empty text that screen readers read out when it changes."""
    text = ipywidgets.HTML()
    text.add_class(name)
    return text


def say(where: ipywidgets.HTML, *lines: str) -> None:
    """Show lines of plain text; anything in them is inert."""
    body = "".join(f"<p style='margin:4px 0'>{escape(line)}</p>" for line in lines if line)
    where.value = f"<div role='status' aria-live='polite'>{body}</div>"


class LivePicture(ipywidgets.VBox):
    """A picture in place; `show` puts another one, or a sentence, there."""

    def __init__(self, shown: Picture | Said) -> None:
        """Draw the first picture."""
        self.so = spoken("shopkit-so")
        self.shown: Picture | Said | None = None
        self.drawn: Any = None
        self.fitting = ipywidgets.HTML(FITTING)
        super().__init__([self.fitting, self.so])
        self.add_class("shopkit-live")
        self.show(shown)

    def show(self, shown: Picture | Said) -> None:
        """Draw another picture in its place."""
        if isinstance(shown, Said):
            self.clear()
            self.shown = shown
            say(self.so, shown.markdown)
            return
        self.shown = shown
        spec = shown.spec(Look(shown.lang))
        if self.drawn is None:
            self.drawn = _jupyter_chart(spec)
            self.children = [self.fitting, self.drawn, self.so]
        else:
            self.drawn.spec = spec  # not the chart: altair would check the same spec again
        self.drawn.layout.display = None
        say(self.so, shown.words.so)

    def clear(self) -> None:
        """Show nothing."""
        self.shown = None
        say(self.so)
        if self.drawn is not None:  # hidden, not taken out: put back it is not always drawn again
            self.drawn.layout.display = "none"


def _jupyter_chart(spec: Any) -> Any:  # noqa: ANN401
    import altair

    altair.JupyterChart.enable_offline()
    options = {"actions": False, "renderer": "svg"}
    no_chart: Any = None  # it takes none; its type does not say so
    chart = altair.JupyterChart(no_chart, embed_options=options)
    chart.spec = spec  # not when it is made: without a chart it forgets it
    return chart
