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
    positive_rate,
    rating_findings,
    rating_targets,
    score_of,
)
from shopkit.service.retention import retention, review_retention

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
    "positive_rate",
    "rating_findings",
    "rating_targets",
    "retention",
    "review_retention",
    "reviews",
    "score_of",
]
