"""How buyers were served: dispatch in time, answers, reviews."""

from shopkit.service.desk import answers, reviews
from shopkit.service.dispatch import dispatch_bands, dispatch_days, dispatch_hours
from shopkit.service.pictures import dispatch_shown

__all__ = [
    "answers",
    "dispatch_bands",
    "dispatch_days",
    "dispatch_hours",
    "dispatch_shown",
    "reviews",
]
