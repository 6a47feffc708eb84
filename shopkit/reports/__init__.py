"""Reports: ordered, executed notebooks of many shops, each on one page that needs no network."""

from shopkit.reports.batch import make_reports
from shopkit.reports.outcome import Outcome

__all__ = ["Outcome", "make_reports"]
