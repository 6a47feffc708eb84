"""How people are paid: bases, commissions, pools, bonuses for reviews, the employer's part."""

from __future__ import annotations

from shopkit.plan.sections.values import Figure, Money, Name, Section, Share


class PayLevel(Section):
    """A level of a scheme: base pay, and its part of own and of the team's sales."""

    name: Name
    base_cny: Money | None = None
    own_rate: Share | None = None
    team_rate: Share | None = None
    post_pay_cny: Money | None = None


class CommissionStep(Section):
    """From how much of sales on another commission holds."""

    from_cny: Money
    rate: Share


class PayScheme(Section):
    """A way of paying: levels, steps of commission, a cap, a pool shared by departments."""

    name: Name
    levels: tuple[PayLevel, ...] = ()
    steps: tuple[CommissionStep, ...] = ()
    most_cny: Money | None = None
    pool_rate: Share | None = None
    pool_departments: tuple[Name, ...] = ()


class ReviewPay(Section):
    """What reviews and the shop's score add to or take from pay, CNY; minus takes."""

    neutral_cny: Figure | None = None
    bad_cny: Figure | None = None
    hold_cny: Figure | None = None
    up_cny: Figure | None = None
    down_cny: Figure | None = None


class Pay(Section):
    """How people are paid, and what the employer adds."""

    schemes: tuple[PayScheme, ...] = ()
    employer_insurance_rate: Share | None = None
    insurance_base_cny: Money | None = None
    housing_fund_rate: Share | None = None
    silent_order_rate: Share | None = None
    reviews: ReviewPay = ReviewPay()
