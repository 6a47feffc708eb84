"""Stages of a shop: models with the work of each stage, and which stage a shop is in."""

from shopkit.stages.models import Model, Phase, model, models, tasks
from shopkit.stages.place import Standing, reached, shop_stage, standing

__all__ = [
    "Model",
    "Phase",
    "Standing",
    "model",
    "models",
    "reached",
    "shop_stage",
    "standing",
    "tasks",
]
