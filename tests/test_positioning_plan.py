"""Segments, competitors, canvas, brand, names and what does not fit, from plans of every kind.

Names that begin with a fact id feed the figures of that fact of the source documents.
"""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_positioning import gap_market, offer, offers_of, tables_of

from shopkit import positioning
from shopkit.i18n import LANGS, percent
from shopkit.plan import Plan
from shopkit.plan.sections.market import Customers, Segment
from shopkit.positioning.bands import price_bands
from shopkit.positioning.brand import CULTURE, IMAGE
from shopkit.positioning.canvas import OUTPUTS, POSITIONINGS, STEPS
from shopkit.positioning.competitors import DIMENSIONS
from shopkit.positioning.concentration import concentration
from shopkit.positioning.evidence import evidence_findings
from shopkit.positioning.fit import fit_findings
from shopkit.positioning.segments import PERSONA, segment_findings
from shopkit.positioning.study import Study, study
from shopkit.positioning.trend import trend
from shopkit.positioning.value import value_map
from shopkit.widgets.positioning_shown import band_said
from shopkit.widgets.positioning_shown import canvas as canvas_table

SOURCE_0_PLAN_3 = Customers(
    age_from=18,
    age_to=40,
    segments=(
        Segment(name="18–25", age_from=18, age_to=25, gender="female", products=("美容", "护理")),
        Segment(name="25–40", age_from=25, age_to=40, gender="female", products=("护肤", "修复")),
    ),
)


def plan_of(**sections):
    """Return a plan with the sections said."""
    shop = {"name": "青瓷小店", "platform": "taobao"} | sections.pop("shop", {})
    return Plan.model_validate({"schema": 1, "shop": shop} | sections)


def study_of(offers):
    """Return a study of a market without history."""
    nothing = positioning.history(tables_of([]))
    return Study(
        offers, price_bands(offers), concentration(offers), trend(nothing), value_map(offers)
    )


def codes(found):
    return [one.code for one in found]


def test_s000_p03_positioning_age_bands():
    """18–25 and 25–40 overlap at 25 and leave nobody out of 18–40."""
    (both,) = positioning.overlaps(SOURCE_0_PLAN_3)
    assert (str(both), both.segments) == ("25", ("18–25", "25–40"))
    assert positioning.gaps(SOURCE_0_PLAN_3) == ()
    assert len(positioning.segments(SOURCE_0_PLAN_3)) == 2
    for lang in LANGS:
        found = list(segment_findings(SOURCE_0_PLAN_3, lang))
        assert "25" in next(one.cause for one in found if one.code == "segments_overlap")


def test_s000_p03_positioning_age_range():
    """Of 18–40 a single segment 18–25 leaves 26–40 out; 16–25 reaches beyond it."""
    first = SOURCE_0_PLAN_3.segments[0]
    alone = SOURCE_0_PLAN_3.model_copy(update={"segments": (first,)})
    assert [str(one) for one in positioning.gaps(alone)] == ["26–40"]
    young = first.model_copy(update={"age_from": 16})
    early = SOURCE_0_PLAN_3.model_copy(update={"segments": (young,)})
    assert [str(one) for one in positioning.beyond(early)] == ["16–17"]


def test_s000_p06_market_persona_fields():
    assert PERSONA == ("gender", "age_from", "occupation", "location")
    assert positioning.unsaid(SOURCE_0_PLAN_3.segments[0]) == ("occupation", "location")


ages = st.tuples(st.integers(10, 70), st.integers(0, 20)).map(lambda pair: (pair[0], sum(pair)))


@given(st.lists(ages, min_size=1, max_size=6), ages)
def test_every_age_is_in_a_segment_in_a_gap_or_outside(ranges, whole):
    made = tuple(Segment(name=f"s{n}", age_from=a, age_to=b) for n, (a, b) in enumerate(ranges))
    customers = Customers(age_from=whole[0], age_to=whole[1], segments=made)
    missed = {a for g in positioning.gaps(customers) for a in range(g.age_from, g.age_to + 1)}
    told = {a for low, high in ranges for a in range(low, high + 1)}
    everyone = set(range(whole[0], whole[1] + 1))
    assert missed == everyone - told
    out = {a for g in positioning.beyond(customers) for a in range(g.age_from, g.age_to + 1)}
    assert out == told - everyone
    shared = {a for g in positioning.overlaps(customers) for a in range(g.age_from, g.age_to + 1)}
    assert shared == {a for a in told if sum(low <= a <= high for low, high in ranges) > 1}


def test_men_and_women_of_one_age_do_not_overlap():
    women = Segment(name="a", age_from=18, age_to=25, gender="female")
    men = Segment(name="b", age_from=18, age_to=25, gender="male")
    every = Segment(name="c", age_from=25, age_to=30)
    assert positioning.overlaps(Customers(segments=(women, men))) == ()
    assert len(positioning.overlaps(Customers(segments=(women, men, every)))) == 2


@pytest.mark.parametrize(
    ("shares", "code"),
    [((0.6, 0.4), None), ((0.6, 0.5), "shares_sum"), ((0.6, None), "shares_unsaid")],
)
@pytest.mark.parametrize("lang", LANGS)
def test_shares_of_segments_have_to_add_to_one(shares, code, lang):
    made = tuple(
        Segment(name=f"s{n}", age_from=20 + n, age_to=20 + n, sales_share=share)
        for n, share in enumerate(shares)
    )
    found = codes(segment_findings(Customers(segments=made), lang))
    assert [one for one in found if one.startswith("shares")] == ([code] if code else [])
    table = positioning.segments(Customers(segments=made), 1000)
    assert table["amount_cny"].iloc[0] == 600


def test_s003_positioning_three():
    assert list(POSITIONINGS) == ["product_market", "price", "customer"]


def test_s000_p05_positioning_outputs():
    """Product types, price range, demand heat and audience come out of a filled canvas."""
    said = {"product_types": ["花洒"], "price_from_cny": 99, "price_to_cny": 199}
    filled = positioning.canvas(plan_of(positioning=said | {"demand": "高", "audience": "新房"}))
    assert [part.code for part in filled.outputs] == list(OUTPUTS)
    assert all(part.done for part in filled.outputs)
    assert [part.done for part in positioning.canvas(plan_of()).outputs] == [False] * 4


def test_s000_p05_positioning_steps():
    """Capability and demand, then core products and difference, then the range."""
    assert len(STEPS) == 3
    plan = plan_of(positioning={"category": "花洒", "capability": "厂家直供", "demand": "高"})
    step = positioning.canvas(plan).next_step
    assert step.code == "core"
    assert step.missing == ("positioning.difference", "products.hero")
    done = plan_of(
        positioning={
            **{"category": "花洒", "capability": "厂", "demand": "高", "difference": "静音"},
            "product_types": ["花洒"],
        },
        products=[{"item_id": "1", "hero": True}],
        assortment={"items": 40},
    )
    assert positioning.canvas(done).next_step is None


def test_s000_p06_market_competitor_dimensions():
    assert list(DIMENSIONS) == ["strategy", "quality", "price", "sales"]
    rival = {"name": "甲店", "strategy": "低价", "price_cny": 80}
    plan = plan_of(competitors=[rival])
    assert positioning.unfilled(plan) == (("甲店", "quality"), ("甲店", "sales"))
    ours = offers_of([100, 50], [5.0, 2.0], own=[True, True], told_by=None)
    table = positioning.competitors(plan, study_of(ours))
    assert table["own"].tolist() == [True, False]
    assert table["unit_price_cny"].tolist() == [100, 80]
    assert "price_gap_cny" not in table  # what sells best of each may be different goods
    assert table["told_by"].iloc[0] == ours["title"].iloc[0]


def test_rivals_come_from_the_bands_the_shop_is_in():
    offers = gap_market([30.0] * 10).assign(own=[True] + [False] * 29, told_by=None)
    seen = study_of(offers)
    found = positioning.rivals(seen, plan_of(competitors=[{"name": "店1"}]))
    assert "店1" not in set(found["seller"])
    assert (found["price_median_cny"] < 100).all()
    aimed = plan_of(positioning={"price_from_cny": 150, "price_to_cny": 160})
    assert (positioning.rivals(seen, aimed)["price_median_cny"] > 100).all()


@pytest.mark.parametrize("lang", LANGS)
def test_the_statement_is_made_of_filled_fields_only(lang):
    said = {"category": "花洒", "price_from_cny": 99, "price_to_cny": 199.5, "audience": "新房业主"}
    missing = positioning.statement(plan_of(positioning=said), lang)
    assert (missing.said, missing.missing) == ("", ("positioning.difference",))
    whole = positioning.statement(plan_of(positioning=said | {"difference": "十年保修。"}), lang)
    assert "¥99–199.5" in whole.said
    assert "十年保修" in whole.said
    assert "。。" not in whole.said


def test_s000_p02_positioning_culture():
    assert len(CULTURE) == 6
    sheet = positioning.brand_sheet(plan_of(brand={"culture": {"values": "诚信经营"}}).brand)
    assert len(sheet.missing) == 1 + 5 + 4


def test_s001_positioning_brand_image():
    assert IMAGE == ("decoration", "introduction", "design", "customer_needs")


@pytest.mark.parametrize("lang", LANGS)
def test_s000_p02_positioning_slogan_best(lang):
    """“Sell only the best” holds a superlative and is found in slogan and culture."""
    best = "只卖最好的，不卖最贵的"
    plan = plan_of(brand={"slogan": best, "culture": {"selling": best}})
    words = positioning.brand_sheet(plan.brand).words
    assert list(words) == ["brand.slogan", "brand.culture.selling"]
    assert "最好" in words["brand.slogan"][0].word
    found = positioning.findings(plan, study(tables_of([]), plan), lang)
    assert codes(found).count("brand_word") >= 2


def test_s002_p1_positioning_domain_rules():
    """Short, easy to remember, to the point, related; more rules first, then more votes."""
    good = positioning.check_name("青瓷花洒", "qingci.com", ["花洒"], "青瓷小店")
    assert (good.short, good.memorable, good.to_the_point, good.related) == (True,) * 4
    bad = positioning.check_name("X3全球精品家居生活总汇", "x3-quanqiu-jiaju.com", ["花洒"], "青瓷")
    assert (bad.short, bad.memorable, bad.to_the_point, bad.related) == (False,) * 4
    names = [{"name": "青瓷花洒", "votes": 3}, {"name": "水之花洒", "votes": 9}, {"name": "x1"}]
    ranked = positioning.ranked_names(
        plan_of(positioning={"category": "花洒"}, brand={"names": names})
    )
    assert ranked["shop_name"].tolist() == ["青瓷花洒", "水之花洒", "x1"]
    assert positioning.check_name("Blue Lake", "bluelake.com").related is True
    assert positioning.check_name("甲").to_the_point is None


def test_s000_p03_market_cosmetics_rank():
    """A rank quoted from a survey keeps its source; without a day that is told."""
    quoted = {"what": "化妆品网购排名", "value": 3, "unit": "名", "source": "时尚网站调查"}
    plan = plan_of(market={"numbers": [quoted]}, competitors=[{"name": "甲店"}])
    told = positioning.sources(plan)
    assert [(one.what, one.source) for one in told] == [
        ("化妆品网购排名 3 名", "时尚网站调查"),
        ("甲店", None),
    ]
    for lang in LANGS:
        found = codes(evidence_findings(plan, offers_of([1], told_by=None), lang))
        assert found == ["unsourced", "undated", "offers_unsourced"]


def test_offers_seen_long_before_the_rest_are_told():
    offers = offers_of([1, 2, 3], told_by="榜单")
    offers["date"] = pd.to_datetime(["2026-07-01", "2026-10-01", None])
    assert codes(evidence_findings(plan_of(), offers, "zh")) == ["offers_old"]


LUXURY = {"style": "轻奢高端", "price_from_cny": 40, "price_to_cny": 70}
MISFITS = [
    ({"positioning": LUXURY}, "style_price"),
    ({"positioning": {"style": "平价", "price_from_cny": 300, "price_to_cny": 400}}, "style_price"),
    ({"positioning": {"style": "高端"}, "brand": {"slogan": "实惠到家"}}, "style_policy"),
    ({"positioning": {"style": "平价"}, "brand": {"slogan": "高端之选"}}, "style_policy"),
    ({"positioning": {"style": "高端"}, "prices": {"least_discount_rate": 0.3}}, "style_discount"),
    ({"positioning": {"category": "花洒"}, "shop": {"category": "女装"}}, "category_differs"),
    (
        {
            "positioning": {"product_types": ["花洒"]},
            "products": [{"item_id": "1", "category": "地毯"}],
        },
        "products_off_types",
    ),
    (
        {
            "positioning": LUXURY | {"style": "简约"},
            "products": [{"item_id": "1", "price_cny": 99}],
        },
        "products_off_band",
    ),
    ({"positioning": {"price_from_cny": 5000, "price_to_cny": 6000}}, "band_empty"),
    ({"positioning": {"price_from_cny": 50, "price_to_cny": 60}}, "band_crowded"),
    (
        {
            "positioning": {"price_from_cny": 50, "price_to_cny": 60},
            "customers": {
                "segments": [
                    {
                        **{"name": "a", "age_from": 1, "age_to": 2},
                        **{"price_from_cny": 100, "price_to_cny": 200},
                    }
                ]
            },
        },
        "segment_off_band",
    ),
]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("sections", "code"), MISFITS)
def test_what_does_not_fit_is_warned_of(sections, code, lang):
    seen = study_of(gap_market([90.0] * 10).assign(told_by="榜单"))
    found = list(fit_findings(plan_of(**sections), seen, lang))
    assert code in codes(found)
    assert all(one.cause and one.evidence and one.action for one in found)


def test_a_crowded_band_is_told_with_the_figures_of_its_own_prices():
    """The plan's prices cut through a band of the market; the slider says the same of them."""
    seen = study_of(gap_market([2.0] * 10))
    plan = plan_of(positioning={"price_from_cny": 152, "price_to_cny": 155})
    held = seen.within(152, 155)
    assert (held.offers, held.supply, held.demand) == (4, 4 / 30, 8 / 220)
    [found] = [one for one in fit_findings(plan, seen, "zh") if one.code == "band_crowded"]
    said = found.cause + found.evidence
    assert "¥152–155" in said
    assert percent(held.demand) in said
    assert percent(held.supply) in said
    assert percent(held.demand) in band_said(seen, 152, 155, "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_what_sets_a_shop_apart_is_held_against_the_advertising_law(lang):
    seen = study_of(gap_market([30.0] * 10).assign(told_by="榜单"))
    plan = plan_of(positioning={"difference": "全网最好的四件套"})
    found = [one for one in positioning.findings(plan, seen, lang) if one.code == "brand_word"]
    assert [one.place for one in found] == ["positioning.difference"] * len(found)
    assert any("最好" in one.cause for one in found)


@pytest.mark.parametrize("lang", LANGS)
def test_a_canvas_says_a_price_band_as_one_range(lang):
    plan = plan_of(positioning={"price_from_cny": 90, "price_to_cny": 149})
    said = canvas_table(plan, lang).text()
    assert said.count("¥90–149") == 2
    assert "¥149" not in said
    assert "¥90" in canvas_table(plan_of(positioning={"price_from_cny": 90}), lang).text()


def test_what_fits_is_left_alone():
    seen = study_of(gap_market([90.0] * 10).assign(told_by="榜单"))
    plan = plan_of(
        shop={"category": "淋浴花洒"},
        positioning={
            **{"category": "花洒", "style": "简约", "product_types": ["花洒"]},
            **{"price_from_cny": 150, "price_to_cny": 160},
        },
        products=[
            {"item_id": "1", "price_cny": 155, "category": "花洒"},
            {"item_id": "2", "price_cny": 60, "role": "traffic"},
            {"item_id": "3", "price_cny": 500, "role": "image"},
        ],
    )
    assert codes(fit_findings(plan, seen, "zh")) == []


def test_a_shop_that_follows_the_market_and_is_dear_is_told():
    score = [4.5, 4.6, 4.7, 4.8, 4.9] * 4
    offers = offers_of(
        [100.0 + n for n in range(19)] + [900], score=score, own=[False] * 19 + [True]
    )
    found = fit_findings(plan_of(prices={"method": "market"}), study_of(offers), "zh")
    assert codes(found) == ["method_dear"]


@pytest.mark.parametrize("lang", LANGS)
def test_suggested_lines_carry_their_evidence(lang):
    offers = gap_market([90.0] * 10).assign(
        score=[4.9] * 3 + [4.5, 4.7] * 13 + [4.6], own=[True] * 3 + [False] * 27, told_by=None
    )
    lines = positioning.suggestions(study_of(offers), lang)
    assert all(line.what and line.evidence for line in lines)
    sides = {line.side for line in lines}
    assert {"strengths", "opportunities", "weaknesses"} <= sides
    assert any("100–300" in line.what for line in lines)


def test_the_market_of_nothing_suggests_and_warns_of_nothing_about_it():
    plan = plan_of()
    seen = study(tables_of([]), plan)
    assert positioning.suggestions(seen, "zh") == ()
    found = codes(positioning.findings(plan, seen, "zh"))
    assert found == ["statement_unfilled", "canvas_step"]


def test_our_offers_are_known_by_item_and_by_shop_name():
    rows = [
        offer("a", 10),
        offer("b", 20),
        offer("c", 30, seller="青瓷小店"),
        offer("d", 5, own=True),
    ]
    plan = plan_of(products=[{"item_id": "a"}])
    assert positioning.market(tables_of(rows), plan)["own"].tolist() == [True, True, False, True]
    assert study(tables_of(rows), plan).own["unit_price_cny"].tolist() == [5, 10, 30]


def test_a_market_is_parted_by_category():
    rows = [
        offer("a", 10, category="甲"),
        offer("b", 20, category="乙"),
        offer("c", 30, category="乙"),
    ]
    assert positioning.categories(tables_of(rows)) == ["乙", "甲"]
    assert len(positioning.market(tables_of(rows), category="乙")) == 2
