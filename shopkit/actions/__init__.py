"""What was decided, who does it, what it should change, and what became of it."""

from shopkit.actions.log import COLUMNS, Action, action_of, fields_of
from shopkit.actions.outcome import Outcome, Ruler, outcomes
from shopkit.actions.review import Review, review
from shopkit.actions.wording import due_text, outcomes_shown, outcomes_table

__all__ = [
    "COLUMNS",
    "Action",
    "Outcome",
    "Review",
    "Ruler",
    "action_of",
    "due_text",
    "fields_of",
    "outcomes",
    "outcomes_shown",
    "outcomes_table",
    "review",
]
