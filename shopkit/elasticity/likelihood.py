"""Counts over time with noise that lasts: a Poisson regression whose level wanders around.

log(expected units) = controls + elasticity × log(price) + shift. The shift is an autoregressive
process of the first order plus noise of the single day; both are estimated by restricted maximum
likelihood on the linearised counts, and with them the coefficients by generalised least squares.

Source: Zeger, A regression model for time series of counts, Biometrika 75 (1988) 621-629, for the
model; Breslow and Clayton, Approximate inference in generalized linear mixed models, JASA 88
(1993) 9-25, for the estimation (penalised quasi-likelihood with REML).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopkit.apportion import Ints
from shopkit.elasticity.controls import Floats, Rows

ROUNDS = 4  # of linearising; the estimate moves in the fourth decimal after the third
START = (-4.0, -4.0, 0.5)
BOUNDS = ((-12.0, 2.0), (-12.0, 2.0), (-1.5, 4.5))  # logarithms: variances, days of memory
LOGS = (-12.0, 20.0)  # of expected units, what floats bear


@dataclass(frozen=True, slots=True)
class Fit:
    """What came of a fit.

    Attributes:
        value: the elasticity.
        error: its standard error.
        wandering: standard deviation of the lasting part of the noise, in logarithms.
        daily: that of the noise of a single day, beyond chance.
        memory: days after which the lasting part has faded to 1/e.
    """

    value: float
    error: float
    wandering: float
    daily: float
    memory: float


def fit(rows: Rows) -> Fit:
    """Return the elasticity of one product with its standard error."""
    from scipy.optimize import minimize

    table = np.column_stack([rows.log_price - rows.log_price.mean(), rows.controls])
    coefficients = _first(rows, table)
    noise = np.array(START)
    for _ in range(ROUNDS):
        linear = np.clip(table @ coefficients + rows.exposure, *LOGS)
        mean = np.exp(linear)
        target = table @ coefficients + (rows.units - mean) / mean
        problem = _Problem(rows.at, 1 / mean, np.column_stack([table, target]))
        best = minimize(problem.loss, noise, bounds=BOUNDS, options={"ftol": 1e-7})
        noise = np.asarray(best.x)
        coefficients, covariance = problem.solved(noise)
    return Fit(
        value=float(coefficients[0]),
        error=float(np.sqrt(covariance[0, 0])),
        wandering=float(np.exp(noise[0] / 2)),
        daily=float(np.exp(noise[1] / 2)),
        memory=float(np.exp(noise[2])),
    )


def _first(rows: Rows, table: Floats) -> Floats:
    """Return the coefficients of a plain Poisson regression, to start from."""
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    model = GLM(rows.units, table, family=Poisson(), offset=rows.exposure)
    found: Floats = np.asarray(model.fit().params)
    return found


@dataclass(frozen=True, slots=True)
class _Problem:
    """A linear regression with noise that lasts: days, variance of chance, columns and target."""

    at: Ints
    chance: Floats
    table: Floats

    def loss(self, noise: Floats) -> float:
        """Return minus the restricted log likelihood, up to a constant."""
        cross, size = self._weighted(noise)
        information, aim = cross[:-1, :-1], cross[:-1, -1]
        left = cross[-1, -1] - aim @ np.linalg.solve(information, aim)
        return float(size + np.linalg.slogdet(information)[1] + left) / 2

    def solved(self, noise: Floats) -> tuple[Floats, Floats]:
        """Return the coefficients and their covariance."""
        cross, _ = self._weighted(noise)
        covariance: Floats = np.linalg.inv(cross[:-1, :-1]).astype(np.float64)
        solved: Floats = covariance @ cross[:-1, -1]
        return solved, covariance

    def _weighted(self, noise: Floats) -> tuple[Floats, float]:
        """Return the columns crossed over the inverse covariance V, and log det V.

        V = D + s R with D the noise of single days and R of an autoregression, whose inverse has
        three diagonals: by Woodbury's identity everything is solved in a band.
        """
        from scipy.linalg import cho_solve_banded, cholesky_banded

        spread, own, memory = np.exp(noise)
        kept = np.exp(-np.diff(self.at) / memory)
        fresh = -np.expm1(-2 * np.diff(self.at) / memory)
        single = self.chance + own
        band = np.zeros((2, len(self.at)))
        band[1, 0] = 1.0
        band[1, 1:] = 1 / fresh
        band[1, :-1] += kept**2 / fresh
        band[0, 1:] = -kept / fresh
        band /= spread
        band[1] += 1 / single
        root = cholesky_banded(band, check_finite=False)
        scaled = self.table / single[:, None]
        solved = cho_solve_banded((root, False), scaled, check_finite=False)
        inverse = scaled - solved / single[:, None]
        size = np.log(single).sum() + len(self.at) * np.log(spread) + np.log(fresh).sum()
        return self.table.T @ inverse, float(size + 2 * np.log(root[1]).sum())
