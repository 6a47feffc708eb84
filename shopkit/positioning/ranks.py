"""Whether some offers lie above the others, or chance explains it: the rank-sum test."""

from __future__ import annotations

from math import sqrt

import pandas as pd


def ahead(values: pd.Series, inside: pd.Series) -> float:
    """Return by how many standard deviations the ranks of some values lie above chance.

    Ranks, not values, because one hit outweighs a whole market. NaN where either side is empty or
    all values are alike; unknown values are left out.

    Source: F. Wilcoxon (1945), Individual comparisons by ranking methods, Biometrics Bulletin 1,
        80–83; H. B. Mann and D. R. Whitney (1947), Annals of Mathematical Statistics 18, 50–60;
        with the variance of the ranks as they are, ties included.

    Example:
        >>> round(ahead(pd.Series([1, 2, 3, 4, 5, 6]), pd.Series([0, 0, 0, 1, 1, 1]) == 1), 2)
        1.96
    """
    ranks = values[values.notna()].rank()
    chosen = ranks[inside[values.notna()]]
    others = len(ranks) - len(chosen)
    if not len(chosen) or not others:
        return float("nan")
    error = sqrt(len(chosen) * others / len(ranks) * ranks.var())
    above = float(chosen.sum() - len(chosen) * ranks.mean())
    return above / error if error > 0 else float("nan")
