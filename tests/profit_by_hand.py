"""Profit computed a second time, by loops over plain rows, from its definition in words.

Nothing here uses shopkit: `docs/profit.md` says what is computed, and this does it as a person
with a calculator would. All amounts are fen.
"""

# ruff: noqa: D102, D107, PLR0912

from collections import defaultdict
from datetime import date, timedelta

from profit_shops import Case

COSTS = ("goods", "platform", "affiliate", "ads", "freight", "packing", "insurance")
TMALL = {"服饰鞋包": 50000, "童装": 50000, "food": 20000}
JD = {"food": 60000, "食品饮料": 60000}
EVER = date(1, 1, 1)


def split(amount, weights):
    """Return parts of an amount: the difference of what is due up to each weight."""
    if not any(weights):
        weights = [1] * len(weights)
    whole, upto, before, parts = sum(weights), 0, 0, []
    for weight in weights:
        upto += weight
        due = amount * upto // whole
        parts.append(due - before)
        before = due
    return parts


def share(amount, ppm):
    return (amount * ppm + 500_000) // 1_000_000


class ByHand:
    """The lines of a case, each a dict, and the ad spend that met none."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.lines = []
        self.left_out = set()
        for order in sorted(case.orders, key=lambda o: o["order_id"]):
            if order["paid_at"]:
                self.lines += self.lines_of(order)
        self.affiliates()
        self.spare = self.advertise()
        for line in self.lines:
            self.settle(line)

    def lines_of(self, order):
        case = self.case
        own = [line for line in case.lines if line["order_id"] == order["order_id"]]
        own.sort(key=lambda line: (line["line_id"] or "", line["source_row"]))
        own = own or [{"line_id": None, "sku": None, "item_id": None, "units": order["units"]}]
        day = order["paid_at"].date()
        lines = [
            {
                "order_id": order["order_id"],
                "day": day,
                "units": line["units"],
                "raw": self.with_item(line),
                "told": line,
                "category": self.category(self.with_item(line)),
            }
            for line in own
        ]
        for line, paid in zip(lines, split(order["paid"], self.weights(own)), strict=True):
            line["paid"] = paid
        self.refund(order, lines)
        self.goods(order, lines)
        self.platform(lines)
        self.parcel(order, lines)
        return lines

    def with_item(self, line):
        """Return a line with its item: what the cost tables name for its SKU if they agree."""
        items = {
            p["item_id"] for p in self.case.products if line["sku"] and p["sku"] == line["sku"]
        }
        named = items - {None}
        return line if line["item_id"] or len(named) != 1 else {**line, "item_id": named.pop()}

    @staticmethod
    def weights(own):
        for basis in ("paid", "goods"):
            if all(line.get(basis) is not None for line in own):
                return [line[basis] for line in own]
        if all(ln.get("unit_price") is not None and ln["units"] is not None for ln in own):
            return [line["unit_price"] * line["units"] for line in own]
        if all(line["units"] is not None for line in own):
            return [line["units"] for line in own]
        return [0] * len(own)

    def category(self, line):
        for key in ("sku", "item_id"):
            rows = [p for p in self.case.products if line[key] and p[key] == line[key]]
            rows = [p for p in rows if p["category"]]
            if rows:
                return max(rows, key=lambda p: (p["valid_from"] or EVER, p["category"]))["category"]
        return self.case.category

    def refund(self, order, lines):
        done = [
            row
            for row in self.case.refunds
            if row["order_id"] == order["order_id"] and row["refund_state"] == "done"
        ]
        for line in lines:
            line |= {"refund": 0, "back": None, "back_whole": False}
        paid = [line["paid"] for line in lines]
        if done:
            rest = rest_back = 0
            for row in done:
                line = self.match(row, lines, "sku")
                back = row["goods_state"] in ("sent_back", "back")
                if line is None:
                    rest += row["refund"]
                    rest_back += row["refund"] if back else 0
                    continue
                line["refund"] += row["refund"]
                if back:
                    line["back"] = (line["back"] or 0) + row["refund"]
                    line["back_whole"] |= row["whole"] is True
            told = sum(row["refund"] for row in done)
            rest += max(0, (order["refund"] or 0) - told)
            for line, more, back in zip(
                lines, split(rest, paid), split(rest_back, paid), strict=True
            ):
                line["refund"] += more
                if back:
                    line["back"] = (line["back"] or 0) + back
        elif order["refund"] is not None:
            own = [line["told"].get("refund") for line in lines]
            detailed = None not in own and sum(own) == order["refund"]
            parts = own if detailed else split(order["refund"], paid)
            for line, fen in zip(lines, parts, strict=True):
                line["refund"] = fen
        elif self.case.refunds or self.tells_refunds():
            for line in lines:
                line["refund"] = None
        known = all(line["refund"] is not None for line in lines)
        back = sum(line["refund"] for line in lines) if known else 0
        whole = known and back >= order["paid"] and (back > 0 or order["state"] == "closed")
        for line in lines:
            line["ships"] = not (order["sent"] is False and whole)
            came = not done and order["state"] == "closed" and whole and order["sent"] is not False
            if came:
                line["back"], line["back_whole"] = line["refund"], True

    def tells_refunds(self):
        """Tell whether any order that was not closed says what was refunded."""
        paid = [order for order in self.case.orders if order["paid_at"]]
        return any(o["refund"] is not None and o["state"] != "closed" for o in paid)

    @staticmethod
    def match(row, lines, second):
        for key in ("line_id", second):
            for line in lines:
                if row[key] is not None and line["told"].get(key) == row[key]:
                    return line if line["told"].get("source_row") is not None else None
        return None

    def price(self, line, name):
        """Return the price in force, and whether the tables have one at all."""
        for key in ("sku", "item_id"):
            rows = [
                p
                for p in self.case.products
                if line["raw"][key]
                and p[key] == line["raw"][key]
                and p[name] is not None
                and (p["valid_from"] or EVER) <= line["day"]
            ]
            if rows:
                latest = max(p["valid_from"] or EVER for p in rows)
                found = {p[name] for p in rows if (p["valid_from"] or EVER) == latest}
                return found.pop() if len(found) == 1 else None
        return None

    def goods(self, order, lines):
        for line in lines:
            cost, units = self.price(line, "unit_cost"), line["units"]
            if not line["ships"]:
                line["goods"] = 0
                continue
            if cost is None or units is None:
                line["goods"] = None
                continue
            line["goods"] = units * cost
            if line["back"] is not None:
                full = line["back_whole"] or line["back"] >= line["paid"]
                back = units * cost if full else units * cost * line["back"] // line["paid"]
                resold = self.case.costs.get("returned_resellable")
                if back and resold is None:
                    line["goods"] = None
                elif back:
                    line["goods"] -= share(back, round(resold * 1_000_000))

    def rates(self, line):
        """Return the rates of a line in millionths by rule; None is unknown."""
        case = self.case
        rates = {}
        if case.platform in ("taobao", "tmall"):
            rates["taobao.fee.base-software"] = 6000
        if case.platform == "taobao":
            rates["taobao.commission.c-shop"] = 0
        if case.platform == "tmall":
            rates["tmall.fee.points-rebate"] = 5000
            rates["tmall.commission.category"] = TMALL.get(line["category"])
        if case.platform == "jd":
            rates["jd.commission.category"] = JD.get(line["category"])
        for fee in sorted(
            case.fees, key=lambda f: ("category" in f, f.get("valid_from", EVER))
        ):  # the narrowest and latest comes last and stays
            if fee.get("valid_from", EVER) > line["day"]:
                continue
            if "category" in fee and fee["category"] != line["category"]:
                continue
            rates[fee["rule"]] = round(fee["rate"] * 1_000_000)
        return rates

    def platform(self, lines):
        for line in lines:
            line["rates"] = self.rates(line)

    def parcel(self, order, lines):
        costs = self.case.costs
        freight = costs.get("freight_per_parcel_cny")
        if order["province"] == "浙江":
            freight = costs.get("freight_by_province_cny", {}).get("浙江省", freight)
        prices = {
            "freight": freight,
            "packing": costs.get("packing_per_parcel_cny"),
            "insurance": costs.get("insurance_per_parcel_cny"),
        }
        units = [line["units"] for line in lines]
        weights = units if None not in units else [0] * len(lines)
        for name, price in prices.items():
            fen = None if price is None else round(price * 100)
            parts = [None] * len(lines) if fen is None else split(fen, weights)
            for line, part in zip(lines, parts, strict=True):
                line[name] = part if line["ships"] else 0
        by_unit = any(p["packing_cost_unit"] is not None for p in self.case.products)
        for line in lines:
            each = self.price(line, "packing_cost_unit")
            if not by_unit or not line["ships"]:
                continue
            if line["packing"] is None:
                none = each is None or line["units"] is None
                line["packing"] = None if none else each * line["units"]
            elif each is not None:
                none = line["units"] is None
                line["packing"] = None if none else line["packing"] + each * line["units"]

    def affiliates(self):
        for line in self.lines:
            line |= {"affiliate": 0, "brought": False}
        for row in self.case.affiliate:
            lines = [line for line in self.lines if line["order_id"] == row["order_id"]]
            fen = (row["commission"] or 0) + (row["service_fee"] or 0)
            if not lines:
                continue
            line = self.match(row, lines, "item_id")
            if line is not None:
                line["affiliate"] += fen
                line["brought"] = True
        for order_id in {line["order_id"] for line in self.lines}:
            lines = [line for line in self.lines if line["order_id"] == order_id]
            rows = [r for r in self.case.affiliate if r["order_id"] == order_id]
            rows = [r for r in rows if self.match(r, lines, "item_id") is None]
            fen = sum((r["commission"] or 0) + (r["service_fee"] or 0) for r in rows)
            parts = split(fen, [line["paid"] for line in lines])
            for line, part in zip(lines, parts, strict=True):
                line["affiliate"] += part
                line["brought"] |= bool(rows)

    def ad_days(self):
        """Return ad rows of single days: longer ones fill the days that shorter ones leave open."""
        spans = sorted(
            {
                (row["date_end"] - row["date"], row["date"], row["kind"], row["tool"])
                for row in self.case.ads
            }
        )
        days = []
        for length, first, kind, tool in spans:
            rows = [
                row
                for row in self.case.ads
                if (row["date_end"] - row["date"], row["date"]) == (length, first)
                and (row["kind"], row["tool"]) == (kind, tool)
            ]
            if not length:
                days += rows
                continue
            dates = [first + timedelta(days=n) for n in range(length.days + 1)]
            told = [
                d for d in days if (d["kind"], d["tool"]) == (kind, tool) and d["date"] in dates
            ]
            free = [day for day in dates if day not in {row["date"] for row in told}]
            days += self.beyond(rows, told, free)
        return days

    @staticmethod
    def beyond(rows, told, free):
        """Return what rows of one span have beyond the days told, spread over the free days."""

        def whose(row):
            return row["campaign_id"], row["campaign"], row["item_id"]

        made = []
        for key in dict.fromkeys(map(whose, rows)):
            own = [row for row in rows if whose(row) == key]
            parts = []
            for name in ("spend", "ad_paid"):
                if all(row[name] is None for row in own):
                    parts.append([None] * len(free))
                    continue
                whole = sum(row[name] or 0 for row in own)
                known = sum(row[name] or 0 for row in told if whose(row) == key)
                parts.append(split(max(0, whole - known), [1] * len(free)))
            made += [
                {**own[0], "date": day, "date_end": day, "spend": a, "ad_paid": b}
                for day, a, b in zip(free, *parts, strict=True)
            ]
        return made

    def money(self, keep, other):
        """Return ad days of which the rows of one report count, and the rest of the other."""
        days, kept = self.ad_days(), []
        for day in sorted({row["date"] for row in days}):
            rows = [row for row in days if row["date"] == day]
            tools = {row["tool"] for row in rows}
            sums = {
                tool: sum(r["spend"] for r in rows if r["tool"] == tool) for tool in (keep, other)
            }
            if keep not in tools:
                kept += rows
                continue
            kept += [row for row in rows if row["tool"] != other]
            if sums[other] > sums[keep]:
                more = sums[other] - sums[keep]
                blank = {"campaign_id": None, "campaign": None, "item_id": None, "ad_paid": None}
                kept.append({**blank, "tool": other, "date": day, "spend": more})
        return kept

    def advertise(self):
        rule, spare = self.case.costs["ads_rule"], defaultdict(int)
        for line in self.lines:
            line["ads"] = 0
        sums = defaultdict(int)
        for row in self.money("item", "plan"):
            if row["spend"]:
                sums[row["item_id"] if rule == "item" else None, row["date"]] += row["spend"]
        later = defaultdict(list)
        for (item, day), fen in sums.items():
            if rule == "none":
                spare[item, day] += fen
                continue
            lines = [ln for ln in self.sold(item) if ln["day"] == day]
            if lines:
                self.hand(fen, lines)
            else:
                later[item, day.year, day.month].append((day, fen))
        for (item, year, month), rows in later.items():
            lines = [
                ln for ln in self.sold(item) if (ln["day"].year, ln["day"].month) == (year, month)
            ]
            if lines:
                self.hand(sum(fen for _, fen in rows), lines)
                continue
            for day, fen in rows:
                spare[item, day] += fen
        return dict(spare)

    def sold(self, item):
        return [line for line in self.lines if item is None or line["raw"]["item_id"] == item]

    @staticmethod
    def hand(fen, lines):
        for line, part in zip(lines, split(fen, [line["paid"] for line in lines]), strict=True):
            line["ads"] += part

    def included(self):
        """Return the costs the shop says anything about."""
        case, costs = self.case, self.case.costs
        products = case.products
        rated = case.platform in ("taobao", "tmall") or case.fees or self.jd_known()
        told = {
            "goods": any(p["unit_cost"] is not None for p in products),
            "platform": rated,
            "affiliate": bool(case.affiliate),
            "ads": bool(case.ads),
            "freight": {"freight_per_parcel_cny", "freight_by_province_cny"} & set(costs),
            "packing": "packing_per_parcel_cny" in costs
            or any(p["packing_cost_unit"] is not None for p in products),
            "insurance": "insurance_per_parcel_cny" in costs,
        }
        return [name for name in COSTS if told[name]]

    def jd_known(self):
        return self.case.platform == "jd" and "food" in {*self.case.categories, self.case.category}

    def unknown_rules(self):
        """Return the rules whose rate is unknown for every category the shop names."""
        case, named = self.case, {*self.case.categories, self.case.category}
        own = {fee["rule"] for fee in case.fees}
        unknown = set()
        if case.platform == "jd":
            unknown.add("jd.fee.transaction")
        if case.platform == "tmall" and not named & set(TMALL):
            mine = {fee.get("category") for fee in case.fees if "commission" in fee["rule"]}
            if "tmall.commission.category" not in own or not mine & named:
                unknown.add("tmall.commission.category")
        if case.platform == "jd" and not self.jd_known():
            unknown.add("jd.commission.category")
        return unknown

    def settle(self, line):
        refund, unknown = line["refund"], self.unknown_rules()
        rates = [ppm for rule, ppm in line["rates"].items() if rule not in unknown]
        if refund is None or None in rates:
            line["platform"] = None
        else:
            line["platform"] = sum(share(max(0, line["paid"] - refund), ppm) for ppm in rates)
        taken = [line[name] for name in self.included()]
        known = refund is not None and None not in taken
        line["contribution"] = line["paid"] - refund - sum(taken) if known else None


def parties(hand: ByHand, days: tuple[date, date]) -> dict[tuple, dict[str, int]]:
    """Return what each campaign, promoters and the rest brought and bore in a span of days."""
    names = ["paid", "refund", *(c for c in hand.included() if c != "ads"), "before"]
    lines = [
        {**line, "before": before_ads(line, hand)}
        for line in hand.lines
        if days[0] <= line["day"] <= days[1]
    ]
    rows = [r for r in hand.money("plan", "item") if days[0] <= r["date"] <= days[1]]
    made = defaultdict(lambda: defaultdict(int))
    credited = defaultdict(lambda: defaultdict(int))
    for row in rows:
        tool = "wanxiangtai" if row["tool"] in ("item", "plan") else row["tool"]
        party = (tool, row["campaign_id"], row["campaign"])
        made[party]["ads"] += row["spend"]
        made[party]["before"] += 0
        if row["ad_paid"] is not None:
            made[party]["ad_paid"] += row["ad_paid"]
            made[party]["told"] += row["spend"]
        if row["ad_paid"]:
            credited[row["item_id"]][party] += row["ad_paid"]
    rest = defaultdict(int)
    own = [line for line in lines if not line["brought"]]
    for item in {line["raw"]["item_id"] for line in own}:
        sold = [line for line in own if line["raw"]["item_id"] == item]
        to = credited[item] if item is not None else {}
        hand_out(made, rest, {n: sum(ln[n] or 0 for ln in sold) for n in names}, to)
    left = defaultdict(int)
    hand_out(made, left, rest, credited[None])
    made["none", None, None] = left
    if any(line["brought"] for line in lines):
        for name in names:
            made["affiliate", None, None][name] = sum(
                line[name] or 0 for line in lines if line["brought"]
            )
    return made


def before_ads(line, hand):
    if line["contribution"] is None:
        return 0
    return line["contribution"] + (line["ads"] if "ads" in hand.included() else 0)


def hand_out(made, rest, whole, to):
    """Give what was sold to campaigns by the sales credited to them, at most what was sold."""
    order = sorted(to, key=lambda p: [(x is None, x or "") for x in p])
    weights = [to[party] for party in order]
    weights.append(max(0, whole.get("paid", 0) - sum(weights)))
    for name, fen in whole.items():
        *parts, over = split(fen, weights)
        for party, part in zip(order, parts, strict=True):
            made[party][name] += part
        rest[name] += over
