"""Platform rules, the law and the calendar as data: values with their dates and sources.

The entries stand in `resources/rules/*.yaml`: platforms by name, the law by subject, `campaigns`
and `holidays`. A value that changes is a new entry of the same id, or a new row of its table, with
dates of its own; old ones stay, so that a plan of an older year is counted with what held then.
What was not read at its source is `certain: no` and is shown as "confirm before use" wherever it
enters a figure.
"""

from shopkit.rules.cited import cited
from shopkit.rules.lookup import chargeable, editions, rule, rules
from shopkit.rules.model import Range, Row, Rule, Topic, Value, careful

__all__ = [
    "Range",
    "Row",
    "Rule",
    "Topic",
    "Value",
    "careful",
    "chargeable",
    "cited",
    "editions",
    "rule",
    "rules",
]
