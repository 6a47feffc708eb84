"""Keywords in a notebook: which are worth having, and titles made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from shopkit import keywords
from shopkit.charts import kpi as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Content, Table, table_of
from shopkit.i18n import DASH, Lang, full_day, percent, text
from shopkit.tables import column
from shopkit.widgets.pieces import picture, sentences
from shopkit.widgets.said import Said, Unsaid

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from shopkit.widgets.assortment import AssortmentView
    from shopkit.widgets.word_desk import WordDesk

MOST = 12  # keywords whose moves are shown
FEWEST = 3  # products whose titles are made
SETS = ("组合装", "套装", "组合", "礼盒")  # what a set is called behind the name of its kind


@dataclass(frozen=True)
class KeywordsView:
    """The keywords of one shop and the titles of its products; each method shows one thing.

    Attributes:
        goods: the shop's products.
    """

    goods: AssortmentView

    @property
    def lang(self) -> Lang:
        """The language of every text."""
        return self.goods.lang

    @cached_property
    def table(self) -> pd.DataFrame:
        """The keywords by potential."""
        return keywords.ranked_keywords(self.goods.tables)

    @property
    def held(self) -> keywords.Limits:
        """What a title keeps to on the plan's platform."""
        plan = self.goods.plan
        return keywords.limits(plan.shop.platform, [one.name for one in plan.competitors])

    @cached_property
    def names(self) -> list[str]:
        """The products that may need a title: heroes of the plan first, then its others."""
        planned = sorted(self.goods.plan.products, key=lambda one: not one.hero)
        return list(dict.fromkeys(one.name for one in planned if one.name))

    def about(self, name: str) -> str:
        """Return the word that says what a product is; empty where the keywords do not tell."""
        words = [str(word) for word in self.table["keyword"]]
        single = next((name.removesuffix(one) for one in SETS if name.endswith(one)), name)
        return keywords.head_word(name, words) or keywords.head_word(single, words)

    def own(self, name: str, without: Sequence[str] = ()) -> pd.DataFrame:
        """Return the keywords of a product, all without a name; none where it is not told."""
        word = self.about(name) if name else ""
        if self.table.empty or (name and not word):
            return self.table.iloc[:0]
        return keywords.relevant(self.table, [word] if word else [], without)

    def title(self, name: str, without: Sequence[str] = ()) -> pd.DataFrame:
        """Return the best title of a product's keywords, one row, or none where nothing fits."""
        return keywords.title_candidates(self.own(name, without), [], self.held, 1)

    def potential(self) -> Picture | Unsaid:
        """Return the keywords with most potential."""
        if self.table["potential"].notna().sum() == 0:
            return self.goods.view.none("keywords")
        days = keywords.days_seen(self.goods.tables)
        day = full_day(days[-1], self.lang) if days else DASH
        frame, words = keywords.keywords_shown(self.table, "", day, self.lang)
        bars = frame.assign(before=float("nan"), before_text="", role="muted")
        bars = bars.assign(value_text=bars["share_text"], change_text="")
        share = column("potential_share").title(self.lang)
        so = text("assortment.words.so", self.lang, first=frame["category"].iloc[0])
        told = replace(words, so=so, label={**words.label, "value": share, "before": ""})
        return picture(charts.breakdown, (bars, told), self.lang, self.table)

    def moves(self) -> Table | Unsaid:
        """Return how the most searched keywords moved since the look before."""
        days = keywords.days_seen(self.goods.tables)
        if len(days) < 2:  # noqa: PLR2004 - two looks
            return self.goods.view.none("keyword_moves" if days else "keywords")
        moved = keywords.keyword_moves(self.goods.tables, days[-1], days[-2])
        named = {"now": full_day(days[-1], self.lang), "before": full_day(days[-2], self.lang)}
        said = [text("assortment.words.moved", self.lang, n=len(moved), **named)]
        ordered = moved.dropna(subset=["change_rate"]).sort_values("change_rate", kind="stable")
        for key, row in (("rose", ordered.tail(1)), ("fell", ordered.head(1))):
            rate = row["change_rate"].sum()
            if rate > 0 if key == "rose" else rate < 0:
                told = {"name": row["keyword"].iloc[0], "rate": percent(rate, 0, sign=True)}
                said.append(text(f"assortment.words.{key}", self.lang, **told))
        return replace(table_of(moved, self.lang, MOST), caption=sentences(said, self.lang))

    def titles(self) -> Table | Unsaid:
        """Return for each hero a title made of its own keywords within the platform's length."""
        if self.table.empty:
            return self.goods.view.none("keywords")
        if self.held.length is None:
            return self.goods.view.none("titles")
        parts = ("product", "title", "length", "covered", "share")
        heads = [text(f"assortment.words.{part}", self.lang) for part in parts]
        heroes = sum(bool(one.hero) for one in self.goods.plan.products)
        rows = [self._row(name) for name in self.names[: max(heroes, FEWEST)] or [""]]
        caption = text("assortment.words.true", self.lang)
        return Table(heads, rows, "llrrr", self.lang, caption)

    def _row(self, name: str) -> list[Content]:
        found = self.title(name)
        shown = name or text("assortment.words.all", self.lang)
        if found.empty:
            return [shown, text("assortment.words.none", self.lang), None, None, None]
        row = found.iloc[0]
        length = f"{row['title_length']}/{self.held.length}"
        covered = str(row["keywords_covered"])
        return [shown, str(row["title"]), length, covered, percent(row["potential_share"], 0)]

    def places(self) -> Said:
        """Return the places search looks at."""
        elements = keywords.seo_elements(self.lang).values()
        return Said("\n".join(f"- {one}" for one in elements))

    def desk(self) -> WordDesk:
        """Return fields to try a title and a slogan in."""
        from shopkit.widgets.word_desk import WordDesk

        return WordDesk(self)
