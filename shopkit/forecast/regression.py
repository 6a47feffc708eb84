"""The regression: counts or money of a day from its features, with what remains uncertain.

log E[y] = features · effects + exposure, a quasi-Poisson regression whose variance grows with the
level (μ + αμ²: log-linear where sales are many, Poisson where they are few). Its level wanders,
and how much is found by restricted likelihood. Without priors and wandering it is the generalised
linear model of statsmodels, which the tests hold it against.

Source: Breslow and Clayton (1993), Approximate inference in generalized linear mixed models
(penalised quasi-likelihood); Harvey (1989) for levels that wander.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

import numpy as np

from shopkit.forecast.features import Design
from shopkit.forecast.numbers import Flags, Floats, lag_one, wandering

Of = Literal["count", "money"]

ROUNDS = 20
CLOSE = 1e-4  # logarithms
MOST_MOVE = 2.0  # of a day in a round: keeps far starts in bounds
FIXED = 1e-6
STEPS = np.geomspace(0.002, 0.8, 40) ** 2  # variances of the level over two weeks
CLIP = 30.0  # logarithms
MOST_RHO = 0.8
HALVINGS = 50
ODD, CAP, MOST_ODD = 8.0, 9.0, 0.01  # standard deviations, variances, share of days
KEPT = 24  # fits: those of a shop and some of its products
LEAST_PHI = 1e-3  # of the mean of money: closer than this no days are alike


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen on the days of a design.

    Attributes:
        values: counts, or money in CNY; NaN is unknown.
        exposure: logarithm of what they are counted per; 0 for nothing.
        of: `count` (1 is the smallest difference) or `money`.
    """

    values: Floats
    exposure: Floats
    of: Of

    @classmethod
    def plain(cls, values: Floats, of: Of = "count") -> Seen:
        """Return values that are counted per nothing."""
        return cls(values, np.zeros(len(values)), of)


@dataclass(frozen=True, slots=True)
class Fit:
    """Effects of features on the logarithm of what is expected.

    Attributes:
        names: of the columns.
        effects: their estimates.
        half: square root of their covariance: covariance = half · halfᵀ.
        step: variance of the level over two weeks.
        phi: variance per mean, of a value as small as they come.
        alpha: variance per squared mean beyond it.
        rho: correlation of what remains with the day before.
        days: known days it rests on.
    """

    names: tuple[str, ...]
    effects: Floats
    half: Floats
    step: float
    phi: float
    alpha: float
    rho: float
    days: int

    def expected(self, rows: Design) -> Floats:
        """Return the logarithm of what is expected on some days, without exposure."""
        return np.clip(rows.table @ self.effects, -CLIP, CLIP)

    def drawn(self, rows: Design, rng: np.random.Generator, draws: int) -> Floats:
        """Return draws of that logarithm: effects and the level to come are uncertain."""
        of_effects, of_steps = rng.spawn(2)  # numbers stay in their place where more is asked
        shaken = of_effects.normal(size=(self.half.shape[1], draws)).T
        effects = self.effects + shaken @ self.half.T
        size = (rows.steps_ahead.shape[1], draws)
        ahead = of_steps.normal(0.0, np.sqrt(self.step), size).T
        return np.clip(effects @ rows.table.T + ahead @ rows.steps_ahead.T, -CLIP, CLIP)

    def outcomes(self, expected: Floats, of: Of, rng: np.random.Generator) -> Floats:
        """Return what days may come to of which draws of the expected value are given."""
        mean = np.exp(np.minimum(expected, CLIP))
        of_day = self.alpha + (self.phi / np.maximum(mean, 1e-9) if of == "money" else 0.0)
        spread = np.sqrt(np.log1p(of_day)) * np.ones_like(mean)
        shock = wandering(rng, (mean.shape[0], mean.shape[1]), self.rho)
        lifted = mean * np.exp(spread * shock - spread**2 / 2)
        if of == "money":
            return lifted
        counts: Floats = rng.poisson(np.minimum(lifted, 1e12)).astype(float)
        return counts


def fit(seen: Seen, rows: Design) -> Fit:
    """Return the effects of features on what was seen; unknown days are left out.

    So are days eight standard deviations from what is expected, if they are few: whatever they
    were, they say nothing of the days ahead and would widen every interval. The latest fits are
    kept: what is asked of the same past rests on the same one.

    Args:
        seen: values with at least one above 0.
        rows: the features of the same days.
    """
    known = np.isfinite(seen.values) & np.isfinite(seen.exposure)
    told: Flags = np.asarray(rows.table[known].any(axis=0), dtype=bool)
    names = tuple(name for name, own in zip(rows.names, told, strict=True) if own)
    table, ahead = np.ascontiguousarray(rows.table[:, told]), np.zeros((len(rows.days), 0))
    own = Design(rows.days, names, table, rows.prior[told], ahead)
    return _beside(_kept(_Asked.of(seen, own)), rows, told)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is fitted, told apart by what it holds."""

    digest: bytes
    seen: Seen = field(compare=False)
    rows: Design = field(compare=False)

    @classmethod
    def of(cls, seen: Seen, rows: Design) -> _Asked:
        found = blake2b("|".join((seen.of, *rows.names)).encode())
        for part in (seen.values, seen.exposure, rows.table, rows.prior):
            found.update(np.ascontiguousarray(part).tobytes())
        return cls(found.digest(), seen, rows)


@lru_cache(maxsize=KEPT)
def _kept(asked: _Asked) -> Fit:
    seen, rows = asked.seen, asked.rows
    known = np.isfinite(seen.values) & np.isfinite(seen.exposure)
    kept, state = _settled(seen, rows, known)
    odd = _odd(kept, state, seen.of)
    if 0 < odd.sum() <= MOST_ODD * len(odd):
        known[known] = ~odd
        kept, state = _settled(seen, rows, known)
    return _told(kept, state, (rows, known))


def _beside(found: Fit, rows: Design, told: Flags) -> Fit:
    """Return a fit with the columns no day told of: their effect is none, give or take the prior.

    Their share of the square root comes last, so that draws of all others stay the same.
    """
    few, many = int(told.sum()), len(told)
    effects, half = np.zeros(many), np.zeros((many, many))
    effects[told] = found.effects
    half[np.ix_(told, np.arange(many) < few)] = found.half
    half[np.flatnonzero(~told), np.arange(few, many)] = 1 / np.sqrt(
        _penalty(rows.prior, found.step)[~told]
    )
    return replace(found, names=rows.names, effects=effects, half=half)


def _penalty(prior: Floats, step: float) -> Floats:
    """Return the precision of effects before any day was seen."""
    known: Floats = 1.0 / np.where(prior == 0.0, step, np.maximum(prior, FIXED) ** 2)
    return known


def _settled(seen: Seen, rows: Design, known: Flags) -> tuple[_Rows, _State]:
    """Return the known days and the estimate rounds no longer move."""
    y, exposure = seen.values[known], seen.exposure[known]
    level = float(np.log(max(y.sum(), 1e-9) / np.exp(exposure).sum()))
    kept = _Rows(y, exposure, rows.table[known], rows.prior, level)
    state = _State(np.full(len(y), level), 1.0, 0.0, float(STEPS[len(STEPS) // 2]))
    for _ in range(ROUNDS):
        before = state
        state = _round(kept, state, seen.of)
        if np.abs(state.linear - before.linear).max() < CLOSE:
            break
    return kept, state


def _odd(rows: _Rows, state: _State, of: Of) -> Flags:
    """Return days so far from all others that they are of another kind: bots, a mistake."""
    mean = np.exp(np.clip(state.linear + rows.exposure, -CLIP, CLIP))
    phi, alpha = _variance(rows, state.linear, float(len(mean)), of, CAP)
    away: Flags = np.abs(rows.y - mean) > ODD * np.sqrt(phi * mean + alpha * mean**2)
    return away


@dataclass(frozen=True, slots=True)
class _Rows:
    y: Floats
    exposure: Floats
    x: Floats
    prior: Floats
    level: float


@dataclass(frozen=True, slots=True)
class _State:
    linear: Floats
    phi: float
    alpha: float
    step: float
    effects: Floats | None = None
    precision: Floats | None = None


def _round(rows: _Rows, state: _State, of: Of) -> _State:
    """Return the next estimate: working values, how far the level wanders, effects, variance."""
    mean = np.exp(np.clip(state.linear + rows.exposure, -CLIP, CLIP))
    weight = mean / (state.phi + state.alpha * mean)
    # the working value less the mean level, so that the prior of the level has no pull
    z = state.linear - rows.level + (rows.y - mean) / mean
    weighted = rows.x * weight[:, None]
    cross, right = rows.x.T @ weighted, weighted.T @ z
    step = _step(cross, right, rows.prior)
    penalty = _penalty(rows.prior, step)
    precision = cross + np.diag(penalty)
    inverse = np.linalg.inv(precision).astype(np.float64)
    effects = inverse @ right
    fresh = rows.x @ effects + rows.level
    linear = state.linear + np.clip(fresh - state.linear, -MOST_MOVE, MOST_MOVE)
    used = len(effects) - float(penalty @ np.diag(inverse))
    phi, alpha = _variance(rows, linear, max(len(z) - used, 1.0), of)
    return _State(linear, phi, alpha, step, effects, precision)


def _step(cross: Floats, right: Floats, prior: Floats) -> float:
    """Return the variance of a step of the level that makes the working values most likely.

    All other effects are integrated out once; what is left is diagonal in a basis of its own.
    """
    wanders = prior == 0.0
    if not wanders.any():
        return float(STEPS[0])
    others = cross[np.ix_(~wanders, ~wanders)] + np.diag(
        1 / np.maximum(prior[~wanders], FIXED) ** 2
    )
    both = cross[np.ix_(~wanders, wanders)]
    gone = np.linalg.solve(others, np.column_stack([both, right[~wanders]]))
    own = cross[np.ix_(wanders, wanders)] - both.T @ gone[:, :-1]
    sizes, basis = np.linalg.eigh((own + own.T) / 2)
    turned = basis.T @ (right[wanders] - both.T @ gone[:, -1])
    told = np.maximum(sizes, 0.0)[None, :] + 1 / STEPS[:, None]
    worse = np.log(told).sum(1) + wanders.sum() * np.log(STEPS) - (turned**2 / told).sum(1)
    return float(STEPS[int(worse.argmin())])


def _variance(
    rows: _Rows, linear: Floats, free: float, of: Of, cap: float = np.inf
) -> tuple[float, float]:
    """Return variance per mean and per squared mean by the method of moments.

    No day counts for more than a cap of variances.
    """
    mean = np.exp(np.clip(linear + rows.exposure, -CLIP, CLIP))
    squares = (rows.y - mean) ** 2
    money = of == "money"
    least = LEAST_PHI * float(rows.y.mean()) if money else 1.0

    def of_size(size: float) -> Floats:
        return size * mean if money else mean + size * mean**2

    low, high = (least, float(np.sum(squares / mean))) if money else (0.0, 10.0)
    if np.minimum(squares / of_size(low), cap).sum() <= free:
        return least, 0.0
    for _ in range(HALVINGS):
        size = (low + high) / 2
        more = np.minimum(squares / of_size(size), cap).sum() > free
        low, high = (size, high) if more else (low, size)
    size = (low + high) / 2
    return (size, 0.0) if money else (1.0, size)


def _told(rows: _Rows, state: _State, seen: tuple[Design, Flags]) -> Fit:
    if state.effects is None or state.precision is None:
        raise AssertionError("no round was made")
    design, known = seen
    mean = np.exp(np.clip(state.linear + rows.exposure, -CLIP, CLIP))
    sd = np.sqrt(state.phi * mean + state.alpha * mean**2)
    left = np.full(len(known), np.nan)
    left[known] = (rows.y - mean) / sd
    rho = float(np.clip(lag_one(left), 0.0, MOST_RHO))
    effects = state.effects.copy()
    effects[design.names.index("one")] += rows.level
    # days that resemble the one before tell less: as many independent ones as (1 − ρ)/(1 + ρ);
    # what was known before any day is told of stays as sure as it was
    before = np.diag(_penalty(rows.prior, state.step))
    seen_precision = (state.precision - before) * (1 - rho) / (1 + rho)
    root = np.linalg.cholesky(seen_precision + before).astype(np.float64)
    half = np.linalg.inv(root).T.astype(np.float64)
    return Fit(design.names, effects, half, state.step, state.phi, state.alpha, rho, len(rows.y))
