"""Plans of a team with a service desk in two shifts, as tests of people and money write them."""


def desk(people: int, chats_daily: int, sales_monthly_cny: int) -> str:
    """Return the team of a small shop that is all service, open into the night, and its sales."""
    posts = f"{{role: 客服, people: {people}, pay_monthly_cny: 4500}}"
    service = f"{{chats_daily: {chats_daily}, handling_seconds: 240, "
    service += 'opens: "09:00", closes: "24:00"}'
    return (
        f"team:\n  region: 上海\n  posts: [{posts}]\n"
        f"{_shifts('16:00', '24:00', break_hours=1)}  service: {service}\n"
        "stages:\n  - {name: 起步, starts: 2027-01-01, ends: 2027-12-31, "
        f"sales_monthly_cny: {sales_monthly_cny}, per_buyer_cny: 90}}\n"
    )


def team(agents: int, other: str, chats: str, *, night: bool = False, region: str = "") -> str:
    """Return a team of agents and one other post, its desk in early and late shifts.

    Args:
        agents: people of the desk.
        other: the other post, its role and pay as YAML.
        chats: how many chats come and how they are taken, as YAML.
        night: whether there is a third shift, past midnight.
        region: where the team works.
    """
    posts = f"    - {{role: 客服, people: {agents}, department: 客服部, pay_monthly_cny: 5000}}\n"
    late = '    - {name: 夜班, starts: "22:00", ends: "06:00", break_hours: 1}\n' if night else ""
    return (
        "team:\n"
        + (f"  region: {region}\n" if region else "")
        + f"  posts:\n{posts}    - {{{other}, people: 1}}\n"
        + _shifts("15:00", "23:00", break_hours=0.5)
        + late
        + f"  service: {{{chats}, handling_seconds: 300, target_rate: 0.9,\n"
        + '    target_seconds: 30, opens: "09:00", closes: "23:00"}\n'
    )


def _shifts(starts: str, ends: str, break_hours: float) -> str:
    """Return an early shift, and a late one from when to when."""
    hours = (("早班", "09:00", "17:00"), ("晚班", starts, ends))
    lines = (
        f'    - {{name: {name}, starts: "{first}", ends: "{last}", break_hours: {break_hours}}}\n'
        for name, first, last in hours
    )
    return "  shifts:\n" + "".join(lines)
