"""How buyers were served: dispatch in time, answers, reviews."""

from shopkit.service.desk import answers, reviews
from shopkit.service.dispatch import dispatch_bands, dispatch_days, dispatch_hours
from shopkit.service.pictures import dispatch_shown
from shopkit.service.retention import retention, review_retention

__all__ = [
    "answers",
    "dispatch_bands",
    "dispatch_days",
    "dispatch_hours",
    "dispatch_shown",
    "retention",
    "review_retention",
    "reviews",
]
