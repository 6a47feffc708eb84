"""Staffing: which posts a shop needs, who does what, how many people, when, and what it costs.

library, duties          duties, sets of roles by source, who usually does what
posts, people            posts of a plan, or as the list of people has them
organisation             their chart
bands, band_figures      headcount by monthly turnover, as printed and as mended
orders                   headcount by orders a day, as printed and without holes
stages                   who is hired by stage
compare                  all of these side by side
hiring, deadlines        people and pay by month; until when
kpis                     what each post is measured by
band_checks, order_checks, team_checks   what does not hold in them
findings                 what a plan's team asks for
"""

from shopkit.roles import Role, held_roles, named_roles, post_title, role_of, role_title, roles
from shopkit.staffing.band_figures import (
    additions,
    band_groups,
    band_table,
    break_even_turnover,
    department_wages,
    implied_turnover,
    implied_wages,
    marginal_share,
    needs_lead,
    repriced,
    staff_cost,
)
from shopkit.staffing.bands import (
    Band,
    BandPolicy,
    Group,
    band_of,
    band_policies,
    beyond,
    mended,
    out_of_order,
)
from shopkit.staffing.compare import Volume, compare
from shopkit.staffing.deadlines import Deadline, deadline
from shopkit.staffing.duties import (
    duty_coverage,
    duty_matrix,
    post_duties,
    single_points,
    uncovered,
)
from shopkit.staffing.findings import staffing_findings
from shopkit.staffing.hiring import staff_by_month, staff_months, unfilled
from shopkit.staffing.kpis import figures_of, kpi_sheet, unmeasured
from shopkit.staffing.library import (
    Duty,
    RoleSet,
    department_title,
    duties,
    lead_criteria,
    role_sets,
    role_table,
    without_post,
)
from shopkit.staffing.orders import (
    OrderBand,
    OrderPolicy,
    OrderRule,
    heads_mended,
    heads_printed,
    holes,
    order_heads,
    order_policies,
    order_value_for,
    orders_of,
    shared_ends,
    total_heads,
    total_printed,
    without_period,
)
from shopkit.staffing.organisation import Organisation, organisation
from shopkit.staffing.people import people_findings, team_posts
from shopkit.staffing.posts import department_of, heads, on, post_wages
from shopkit.staffing.stages import (
    Hire,
    HiringStage,
    StagePolicy,
    hired,
    never_hired,
    running_heads,
    smallest_teams,
    stage_policies,
    team_pay,
    team_size,
)

__all__ = [
    "Band",
    "BandPolicy",
    "Deadline",
    "Duty",
    "Group",
    "Hire",
    "HiringStage",
    "OrderBand",
    "OrderPolicy",
    "OrderRule",
    "Organisation",
    "Role",
    "RoleSet",
    "StagePolicy",
    "Volume",
    "additions",
    "band_groups",
    "band_of",
    "band_policies",
    "band_table",
    "beyond",
    "break_even_turnover",
    "compare",
    "deadline",
    "department_of",
    "department_title",
    "department_wages",
    "duties",
    "duty_coverage",
    "duty_matrix",
    "figures_of",
    "heads",
    "heads_mended",
    "heads_printed",
    "held_roles",
    "hired",
    "holes",
    "implied_turnover",
    "implied_wages",
    "kpi_sheet",
    "lead_criteria",
    "marginal_share",
    "mended",
    "named_roles",
    "needs_lead",
    "never_hired",
    "on",
    "order_heads",
    "order_policies",
    "order_value_for",
    "orders_of",
    "organisation",
    "out_of_order",
    "people_findings",
    "post_duties",
    "post_title",
    "post_wages",
    "repriced",
    "role_of",
    "role_sets",
    "role_table",
    "role_title",
    "roles",
    "running_heads",
    "shared_ends",
    "single_points",
    "smallest_teams",
    "staff_by_month",
    "staff_cost",
    "staff_months",
    "staffing_findings",
    "stage_policies",
    "team_pay",
    "team_posts",
    "team_size",
    "total_heads",
    "total_printed",
    "uncovered",
    "unfilled",
    "unmeasured",
    "without_period",
    "without_post",
]
