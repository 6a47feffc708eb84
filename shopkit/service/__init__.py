"""How buyers were served: dispatch in time, answers, reviews, targets of reviews."""

from shopkit.service.desk import answers, reviews
from shopkit.service.dispatch import dispatch_bands, dispatch_days, dispatch_hours
from shopkit.service.pictures import dispatch_shown
from shopkit.service.ratings import (
    Converted,
    bad_allowed,
    converted,
    good_needed,
    good_rate_of,
    rating_findings,
    rating_targets,
    score_of,
)

__all__ = [
    "Converted",
    "answers",
    "bad_allowed",
    "converted",
    "dispatch_bands",
    "dispatch_days",
    "dispatch_hours",
    "dispatch_shown",
    "good_needed",
    "good_rate_of",
    "rating_findings",
    "rating_targets",
    "reviews",
    "score_of",
]
