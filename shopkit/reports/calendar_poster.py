"""A year of campaigns as a poster for the wall."""

from __future__ import annotations

from dataclasses import replace

from shopkit.campaigns.pictures import Year, ribbon_shown
from shopkit.charts.campaigns import ribbon
from shopkit.charts.look import Look
from shopkit.charts.picture import Picture
from shopkit.charts.printing import Paper, printed
from shopkit.i18n import Lang, text
from shopkit.reports.calendar_ahead import CalendarAhead

MARGIN, PAPER = 24, "white"


def poster(ahead: CalendarAhead, paper: Paper, lang: Lang) -> bytes:
    """Return the ribbon of a year as a PNG or a PDF of one page.

    Args:
        ahead: the year.
        paper: the kind of file.
        lang: of every word; names of campaigns stay as the plan has them.
    """
    asked = Year(ahead.year, ahead.today, ahead.remarks)
    frame, words = ribbon_shown(ahead.events, asked, lang)
    title = text("calendar.files.poster", lang, shop=ahead.shop, title=words.title)
    words = replace(words, title=title)
    picture = Picture(lambda look: ribbon(frame, words, look), words, lang)
    return printed(picture.spec(Look(lang)) | {"padding": MARGIN, "background": PAPER}, paper)
