"""Fields to try a title and a slogan in: length, keywords held, words that are not allowed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit import keywords
from shopkit.advertising import absolute_words
from shopkit.i18n import percent, text
from shopkit.widgets.controls import LAYOUT, STYLE, dropdown, labelled, say, spoken
from shopkit.widgets.positioning_shown import words_found

if TYPE_CHECKING:
    from shopkit.widgets.keywords import KeywordsView

WIDE = {**LAYOUT, "width": "640px"}


class WordDesk(ipywidgets.VBox):
    """A product's title and a slogan, looked at while they are typed."""

    def __init__(self, view: KeywordsView) -> None:
        """Start with the first product's best title, or none, and the plan's slogan."""
        self.view, self.lang = view, view.lang
        everything = (text("assortment.words.all", self.lang), "")
        names = [*((name, name) for name in view.names), everything]
        self.product = dropdown(text("assortment.words.of", self.lang), names, names[0][1])
        self.without = self._field("assortment.words.without", "")
        self.without.placeholder = text("assortment.words.without_as", self.lang)
        self.title = self._field("decide.titles.typed", "")
        self.slogan = self._field("decide.slogan.typed", view.goods.plan.brand.slogan or "")
        self.of_product = spoken("shopkit-title-product")
        self.of_title, self.of_slogan = spoken("shopkit-title"), spoken("shopkit-slogan")
        self.product.observe(self._chosen, names="value")
        self.without.observe(self._chosen, names="value")
        self.title.observe(self._looked, names="value")
        self.slogan.observe(self._looked, names="value")
        told = [self.product, self.of_product, self.without, self.title, self.of_title]
        super().__init__([*told, self.slogan, self.of_slogan])
        self._chosen(None)

    def _field(self, key: str, value: str) -> ipywidgets.Text:
        typed = text(key, self.lang)
        return ipywidgets.Text(**labelled(typed), value=value, style=STYLE, layout=WIDE)

    def _chosen(self, _: Any) -> None:  # noqa: ANN401
        """Start another product's title with its best candidate."""
        name, without = self.product.value, self.without.value.split()
        word = self.view.about(name) if name else ""
        key = "about" if word else "untold" if name else "about_all"
        say(self.of_product, text(f"assortment.words.{key}", self.lang, word=word))
        self.rows = self.view.own(name, without)
        found = self.view.title(name, without)
        self.title.value = name if found.empty else str(found["title"].iloc[0])
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
        words = [str(word) for word in self.view.table["keyword"]]
        wrong = [flaw.say(lang, held.length) for flaw in keywords.flaws(title, held, words)]
        fine = [text("decide.titles.fine", lang)]
        length = text(f"decide.titles.{key}", lang, **said)
        return [length, *self._covered(title), *(wrong or fine)]

    def _covered(self, title: str) -> list[str]:
        rows = self.rows
        if rows.empty:
            return []
        own = [str(word) for word in rows["keyword"]]
        found = rows[[keywords.covers(title, keywords.parts_of(word, own)) for word in own]]
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
