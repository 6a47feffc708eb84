"""What the employer adds to pay: social insurance and housing fund, on a base held by limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shopkit.pay.insurance import base_limits, base_rule, housing_rate, insurance_rate
from shopkit.pay.legal import Legal, uncertain
from shopkit.pay.money import part, to_fen


@dataclass(frozen=True, slots=True)
class Charges:
    """What the employer adds to one person's pay of a month, in fen; `None` is unknown."""

    insurance_fen: int | None
    housing_fen: int | None


@dataclass(frozen=True, slots=True)
class Employer:
    """What the employer's charges are counted with.

    Attributes:
        insurance: social insurance as a share of the base.
        housing: housing fund as a share of the base.
        limits: the limits of the base, as multiples of the regional average.
        least_cny: the least base; `None` is unknown.
        most_cny: the most base; `None` is unknown.
    """

    insurance: Legal
    housing: Legal
    limits: Legal
    least_cny: float | None = None
    most_cny: float | None = None

    @property
    def to_confirm(self) -> tuple[Legal, ...]:
        """The figures that are to be confirmed before use."""
        return uncertain((self.insurance, self.housing, self.limits if self.least_cny else None))

    def base_fen(self, gross_fen: int | None) -> int | None:
        """Return the base of one person's contributions, in fen; unknown if the pay is.

        Somebody who was there for a part of a month only is insured at least at the lower limit.
        """
        if gross_fen is None:
            return None
        least = 0 if self.least_cny is None else to_fen(self.least_cny)
        most = gross_fen if self.most_cny is None else to_fen(self.most_cny)
        return min(max(gross_fen, least), max(most, least))

    def charges(self, gross_fen: int | None) -> Charges:
        """Return what the employer adds to one person's pay."""
        base = self.base_fen(gross_fen)
        rates = (self.insurance.careful, self.housing.careful)
        found = (None if base is None or rate is None else part(base, rate) for rate in rates)
        return Charges(*found)


def employer(
    day: date,
    insurance: Legal | None = None,
    housing: Legal | None = None,
    average_cny: float | None = None,
) -> Employer:
    """Return what charges are counted with on a day: typical rates unless others are said.

    Of a range a careful plan counts the most: 28 % insurance and 12 % housing fund in 2026, both
    to be confirmed; the table of the city takes their place.

    Args:
        day: the month's first day.
        insurance: the rate the plan states.
        housing: the same of the housing fund.
        average_cny: average wage of the region a month, for the limits of the base.
    """
    least, most = base_limits(average_cny, day)
    return Employer(
        insurance or insurance_rate(day),
        housing or housing_rate(day),
        base_rule(day),
        least,
        most,
    )
