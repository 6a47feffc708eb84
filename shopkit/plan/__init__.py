"""The plan of a shop, `shop.yaml`: what it says, every problem in it, and how it is changed.

    draft = open_plan(folder)                        the plan and its text as they are now
    proposed = draft.with_changes({"budget.ads_rate": 0.2, "products[item_id=607].role": "image",
                                   ("tasks", 0): None, **decided("prices", day, inputs)})
    proposed.plan, proposed.lines                    what would be saved, or a PlanError
    saved = proposed.save()                          into the file as it is by then; `save(folder)`
                                                     into the working copy of a sample
    stale(saved.draft.plan, {"orders": fingerprint}) decisions whose inputs changed

A value is what Python has for it (text, number, date, list, mapping, a section); `None` takes an
entry out. Problems of proposed values have the path of the field as their place. Shares stay in
per cent where they were. What was changed elsewhere in the meantime is merged; the same place
changed in two ways is refused with both values.

sections/            what the plan may say: frozen models, one module for what is decided together
model                the plan as one
fields               title, help and unit of every field, from resources/fields.csv
tree, document       the text as YAML, with its places; what a plan never needs is refused
problems             what is wrong, in the words of the fields
reading, new         reading a plan, making a shop folder
places, written,     where things stand in the text, how values are written,
  splice             and changing some while every other character stays
changes, merge       changes as documents, two of them together
lines, held, saving  the lines that change, one writer at a time, opening and saving
decisions            what was decided from what, and what of it is stale
schema, origin       the schema for editors; where a value comes from
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
