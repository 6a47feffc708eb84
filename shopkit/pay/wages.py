"""The wages a table of departments and their cost implies, and where they do not agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from shopkit.pay.money import FEN, to_fen
from shopkit.pay.posts import Post
from shopkit.pay.schemes import Level, Scheme

Grade = Literal["staff", "supervisor"]


@dataclass(frozen=True, slots=True)
class CostLine:
    """A department in a band of a staffing table.

    Attributes:
        band_cny: turnover of the band, a month.
        department: what it is called.
        supervisors: how many lead it.
        staff: how many others it has.
        cost_cny: what the table says it costs a month.
    """

    band_cny: float
    department: str
    supervisors: int
    staff: int
    cost_cny: float


@dataclass(frozen=True, slots=True)
class Wage:
    """What one person of a department is paid in a band.

    Attributes:
        band_cny: turnover of the band.
        department: what it is called.
        grade: `staff` or `supervisor`.
        heads: how many of them.
        wage_cny: each, a month.
    """

    band_cny: float
    department: str
    grade: Grade
    heads: int
    wage_cny: float


@dataclass(frozen=True, slots=True)
class Jump:
    """A wage that changes between two bands without a stated reason.

    Attributes:
        before: the wage of the band before.
        now: the wage of this band.
    """

    before: Wage
    now: Wage

    @property
    def expected_cny(self) -> float:
        """What its people would cost at the wage before."""
        return self.now.heads * self.before.wage_cny

    @property
    def difference_cny(self) -> float:
        """What the table has more than that."""
        return self.now.heads * self.now.wage_cny - self.expected_cny


def implied_wages(lines: Iterable[CostLine]) -> tuple[Wage, ...]:
    """Return the wages a staffing table implies, in its order.

    A department without supervisors costs its staff's wage times its heads. With supervisors its
    staff earn what they earned in the band before, and the supervisors share the rest; where no
    band before tells it, nothing is implied.

    Example:
        >>> lines = [CostLine(1e4, "service", 0, 2, 4000), CostLine(5e4, "service", 1, 2, 6500)]
        >>> [(one.grade, one.wage_cny) for one in implied_wages(lines)]
        [('staff', 2000.0), ('staff', 2000.0), ('supervisor', 2500.0)]
    """
    known: dict[str, float] = {}
    found: list[Wage] = []
    for line in lines:
        if not line.supervisors and line.staff:
            known[line.department] = line.cost_cny / line.staff
        wage = known.get(line.department)
        if wage is None:
            continue
        if line.staff:
            found.append(_wage(line, "staff", wage))
        if line.supervisors:
            found.append(
                _wage(line, "supervisor", (line.cost_cny - line.staff * wage) / line.supervisors)
            )
    return tuple(found)


def _wage(line: CostLine, grade: Grade, wage: float) -> Wage:
    heads = line.staff if grade == "staff" else line.supervisors
    return Wage(line.band_cny, line.department, grade, heads, wage)


def wage_jumps(wages: Iterable[Wage]) -> tuple[Jump, ...]:
    """Return every wage that differs from the same department's and grade's in the band before."""
    last: dict[tuple[str, Grade], Wage] = {}
    found = []
    for wage in wages:
        before = last.get((wage.department, wage.grade))
        if before is not None and to_fen(before.wage_cny) != to_fen(wage.wage_cny):
            found.append(Jump(before, wage))
        last[wage.department, wage.grade] = wage
    return tuple(found)


def grades_of(
    wages: Iterable[Wage], department: str, grade: Grade, scheme: Scheme
) -> tuple[str, ...]:
    """Return the levels of a scheme that a title stands for, by the wages it is paid.

    Example:
        >>> from shopkit.pay.schemes import policy
        >>> lead = [Wage(5e4, "service", "supervisor", 1, w) for w in (2500.0, 3000.0)]
        >>> grades_of(lead, "service", "supervisor", policy("service"))
        ('leader', 'manager')
    """
    paid = [one for one in wages if (one.department, one.grade) == (department, grade)]
    levels = (level_paid(scheme, one.wage_cny) for one in paid)
    return tuple(dict.fromkeys(level.name for level in levels if level is not None))


def level_paid(scheme: Scheme, wage_cny: float) -> Level | None:
    """Return the level of a scheme with a base pay; `None` if none has it."""
    fen = to_fen(wage_cny)
    return next((one for one in scheme.levels if one.base_fen == fen), None)


def posts_paid(wages: Iterable[Wage], schemes: Mapping[str, Scheme]) -> tuple[Post, ...]:
    """Return posts paid by implied wages and by the schemes of their departments.

    Args:
        wages: of one band.
        schemes: by department; one without is paid its wage alone.
    """
    return tuple(_post(one, schemes.get(one.department)) for one in wages)


def _post(wage: Wage, scheme: Scheme | None) -> Post:
    level = level_paid(scheme, wage.wage_cny) if scheme else None
    return Post(
        role=f"{wage.department} {wage.grade}",
        people=wage.heads,
        department=wage.department,
        monthly_cny=wage.wage_cny,
        scheme=scheme,
        level=level.name if level else None,
    )


def cost_cny(wages: Sequence[Wage]) -> float:
    """Return what people of implied wages cost a month, in CNY: base pay alone."""
    return sum(one.heads * to_fen(one.wage_cny) for one in wages) / FEN
