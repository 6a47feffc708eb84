"""Keywords: which are worth a place, titles made from them, and what is wrong with a title."""

from shopkit.keywords.pictures import keywords_shown, seo_elements
from shopkit.keywords.table import days_seen, keyword_moves, potential, ranked_keywords, relevant
from shopkit.keywords.title import (
    Flaw,
    Limits,
    flaws,
    limits,
    title_candidates,
    title_length,
)
from shopkit.keywords.words import covers, head_word, keyword_gap, parts_of, repeated, segment

__all__ = [
    "Flaw",
    "Limits",
    "covers",
    "days_seen",
    "flaws",
    "head_word",
    "keyword_gap",
    "keyword_moves",
    "keywords_shown",
    "limits",
    "parts_of",
    "potential",
    "ranked_keywords",
    "relevant",
    "repeated",
    "segment",
    "seo_elements",
    "title_candidates",
    "title_length",
]
