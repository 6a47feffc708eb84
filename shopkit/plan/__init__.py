"""The plan of a shop, `shop.yaml`: what it says, every problem in it, and how it is changed.

sections/     what the plan may say: frozen models, one module for what is decided together
model         the plan as one
fields        title, help and unit of every field, from resources/fields.csv
document      the text as YAML, with line marks
problems      what is wrong, in the words of the fields
reading, new  reading a plan, making a shop folder
"""

from shopkit.plan.decisions import Stale, decided, fingerprint, inputs_of, stale
from shopkit.plan.document import PLAN_FILE, place_in
from shopkit.plan.model import Plan, stem_of
from shopkit.plan.new import KEY_FILE, KEY_MODE, create_shop, platform_named
from shopkit.plan.problems import guess
from shopkit.plan.reading import language_said, load_plan
from shopkit.plan.saving import Draft, Proposed, Saved, open_plan
from shopkit.plan.sections.files import ColumnMap
from shopkit.plan.sections.money import Fee
from shopkit.plan.sections.values import AdsRule, Platform

__all__ = [
    "KEY_FILE",
    "KEY_MODE",
    "PLAN_FILE",
    "AdsRule",
    "ColumnMap",
    "Draft",
    "Fee",
    "Plan",
    "Platform",
    "Proposed",
    "Saved",
    "Stale",
    "create_shop",
    "decided",
    "fingerprint",
    "guess",
    "inputs_of",
    "language_said",
    "load_plan",
    "open_plan",
    "place_in",
    "platform_named",
    "stale",
    "stem_of",
]
