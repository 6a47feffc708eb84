"""The brand sheet: six statements of culture, four elements of image, a slogan that is allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopkit.advertising import Found, absolute_words
from shopkit.findings import Finding
from shopkit.i18n import Lang
from shopkit.positioning.wording import hint, note, titles

if TYPE_CHECKING:
    from shopkit.plan.sections.shop import Brand

CULTURE = ("values", "aim", "spirit", "purchasing", "selling", "after_sales")
IMAGE = ("decoration", "introduction", "design", "customer_needs")


@dataclass(frozen=True, slots=True)
class BrandSheet:
    """The brand as the plan has it.

    Attributes:
        statements: path of each field → its text; None where nothing is said.
        words: path → words the Advertising Law forbids or that need a second look there.
    """

    statements: dict[str, str | None]
    words: dict[str, tuple[Found, ...]]

    @property
    def missing(self) -> tuple[str, ...]:
        """Paths of the fields nothing is said in."""
        return tuple(path for path, said in self.statements.items() if said is None)


def brand_sheet(brand: Brand) -> BrandSheet:
    """Return slogan, culture and image of a brand with the words an advertisement may not use."""
    said: dict[str, str | None] = {"brand.slogan": brand.slogan}
    said |= {f"brand.culture.{name}": getattr(brand.culture, name) for name in CULTURE}
    said |= {f"brand.image.{name}": getattr(brand.image, name) for name in IMAGE}
    found = {path: absolute_words(one) for path, one in said.items() if one}
    return BrandSheet(said, {path: words for path, words in found.items() if words})


def brand_findings(brand: Brand, lang: Lang) -> Iterator[Finding]:
    """Yield words that are not allowed, then what the sheet still lacks."""
    sheet = brand_sheet(brand)
    for path, words in sheet.words.items():
        yield from _forbidden(path, words, lang)
    if sheet.missing and len(sheet.missing) < len(sheet.statements):
        fields = titles(sheet.missing, lang)
        yield hint("brand_unfilled", "brand", lang, fields=fields)


def difference_findings(difference: str | None, lang: Lang) -> Iterator[Finding]:
    """Yield words that are not allowed in what sets the shop apart, which pages repeat."""
    yield from _forbidden("positioning.difference", absolute_words(difference or ""), lang)


def _forbidden(path: str, words: Iterable[Found], lang: Lang) -> Iterator[Finding]:
    for word in words:
        said = {"field": titles([path], lang), "word": word.word, "why": word.why(lang)}
        yield note("brand_word", path, lang, **said, remedy=word.remedy(lang))
