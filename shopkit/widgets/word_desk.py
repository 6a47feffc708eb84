"""Fields to try a title and a slogan in: length, keywords held, words that are not allowed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit import keywords
from shopkit.advertising import absolute_words
from shopkit.i18n import percent, text
from shopkit.widgets.controls import LAYOUT, STYLE, say, spoken
from shopkit.widgets.positioning_shown import words_found

if TYPE_CHECKING:
    from shopkit.widgets.assortment import AssortmentView


class WordDesk(ipywidgets.VBox):
    """A title and a slogan, looked at while they are typed."""

    def __init__(self, view: AssortmentView, title: str = "") -> None:
        """Start with a title, or none, and the plan's slogan."""
        self.view, self.lang = view, view.lang
        wide = {**LAYOUT, "width": "640px"}
        self.title = ipywidgets.Text(
            description=text("decide.titles.typed", self.lang),
            value=title,
            style=STYLE,
            layout=wide,
        )
        self.slogan = ipywidgets.Text(
            description=text("decide.slogan.typed", self.lang),
            value=view.plan.brand.slogan or "",
            style=STYLE,
            layout=wide,
        )
        self.of_title, self.of_slogan = spoken("shopkit-title"), spoken("shopkit-slogan")
        self.title.observe(self._looked, names="value")
        self.slogan.observe(self._looked, names="value")
        super().__init__([self.title, self.of_title, self.slogan, self.of_slogan])
        self._looked(None)

    def _looked(self, _: Any) -> None:  # noqa: ANN401
        say(self.of_title, *self._of_title(self.title.value.strip()))
        slogan = self.slogan.value.strip()
        say(self.of_slogan, self._of_slogan(slogan) if slogan else "")

    def _of_title(self, title: str) -> list[str]:
        """Return what is to be said of a title: length, what it holds, what is wrong."""
        if not title:
            return []
        held, lang = self.view.held, self.lang
        key = "length" if held.length is not None else "length_only"
        said = {"length": keywords.title_length(title), "limit": held.length}
        words = [str(word) for word in self.view.words["keyword"]]
        wrong = [flaw.say(lang, held.length) for flaw in keywords.flaws(title, held, words)]
        fine = [text("decide.titles.fine", lang)]
        length = text(f"decide.titles.{key}", lang, **said)
        return [length, *self._covered(title, words), *(wrong or fine)]

    def _covered(self, title: str, words: list[str]) -> list[str]:
        rows = self.view.words
        if rows.empty:
            return []
        parts = [keywords.parts_of(word, words) for word in words]
        found = rows[[keywords.covers(title, part) for part in parts]]
        share = percent(found["potential_share"].sum(), 0)
        return [text("decide.titles.covers", self.lang, n=len(found), share=share)]

    def _of_slogan(self, slogan: str) -> str:
        found = absolute_words(slogan)
        return (
            words_found(found, self.lang).text if found else text("decide.slogan.fine", self.lang)
        )

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the fields, and a line for readers without a kernel."""
        live = text("forms.save.live", self.lang)
        bundle = dict(super()._repr_mimebundle_(**options) or {})
        return {**bundle, "text/html": f"<p>{escape(live)}</p>", "text/plain": live}
