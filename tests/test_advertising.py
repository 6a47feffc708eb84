"""Words an advertisement may not use: what is found, what is left alone, what is advised."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit import rules
from shopkit.advertising import LEVELS, absolute_words, punished_words
from shopkit.i18n import LANGS


def found(said: str) -> list[tuple[str, str]]:
    return [(one.word, one.level) for one in absolute_words(said)]


@pytest.mark.parametrize("word", ["国家级", "最高级", "最佳"])
def test_what_the_law_names_is_certain(word):
    (one,) = absolute_words(f"{word}的品质")
    assert (one.word, one.start, one.end) == (word, 0, 3 if word != "最佳" else 2)
    assert one.certain


def test_s000_p02_positioning_slogan_best():
    """The superlative of the slogan is found at both places where it stands."""
    slogan = "只卖最好的,不卖最贵的"
    assert found(slogan) == [("最好", "risky"), ("最贵", "check")]
    assert not any(one.certain for one in absolute_words(slogan))


@pytest.mark.parametrize(
    ("said", "word", "level"),
    [
        ("顶级真皮沙发", "顶级", "risky"),
        ("全网第一的浴室柜", "全网第一", "risky"),
        ("销量第一", "销量第一", "risky"),
        ("中国第一品牌", "中国第一品牌", "risky"),
        ("本店服务态度第一", "第一", "check"),
        ("史上最强折扣", "史上最", "risky"),
        ("全网最低价", "全网最低", "risky"),
        ("最优质的皮料", "最优质", "risky"),
        ("最舒适的睡衣", "最舒适", "risky"),
        ("最香的一款", "最香", "check"),
        ("最大的浴霸品牌", "最大", "risky"),
        ("2026最新款连衣裙", "最新款", "check"),
        ("唯一指甲刀品牌", "唯一", "risky"),
        ("最好用的锅", "最好", "risky"),
        ("独家配方", "独家", "check"),
        ("國家級", "國家級", "forbidden"),
        ("頂級享受", "頂級", "risky"),
        ("ＮＯ．１", "ＮＯ．１", "risky"),
        ("TOP1 热卖", "TOP1", "risky"),
        ("The best soap", "The best", "check"),
        ("best-selling towel", "best-selling", "check"),
        ("No.1 towel", "No.1", "risky"),
        ("the world's first foldable tub", "world's first", "check"),
        ("国家级高新技术企业", "国家级", "check"),
        ("绝对不掉色", "绝对", "check"),
        ("100%有效", "100%", "check"),
    ],
)
def test_a_claim_is_found(said, word, level):
    assert (word, level) in found(said)


@pytest.mark.parametrize(
    "said",
    [
        "第一次购买",
        "我们会第一时间处理",
        "第一步，拆开包装",
        "最大承重150公斤",
        "最大码到46",
        "最高温度60度",
        "最后三天",
        "最近上新",
        "最少两件起拍",
        "最终价格以结算页为准",
        "最佳使用温度20度",
        "最佳赏味期30天",
        "建议最好手洗",
        "最好先咨询客服",
        "最好是提前一周下单",
        "差评最差的一天",
        "最低起订量10件",
        "唯一编码可查询真伪",
        "顾客第一",
        "安全第一",
        "万能充电器",
        "100%棉",
        "绝对值",
        "单词书第一册",
        "本店成立于2012年，做工细致",
        "Best before 2027-01",
        "Best regards",
        "We do our best",
        "Item no. 1",
        "Asbestos free",
        "",
    ],
)
def test_a_harmless_use_is_left_alone(said):
    assert found(said) == []


def test_the_longest_word_is_told_once():
    assert found("全网销量第一") == [("销量第一", "risky")]
    assert found("最高级享受") == [("最高级", "forbidden")]


def test_words_come_in_their_order():
    assert found("极致品质，国家级工艺，顶级享受") == [
        ("极致", "check"),
        ("国家级", "forbidden"),
        ("顶级", "risky"),
    ]


@pytest.mark.parametrize(
    "said", ["国家级", "国家级非遗", "最好", "唯一", "销量第一", "最低价", "最新", "绝对", "best"]
)
@pytest.mark.parametrize("lang", LANGS)
def test_each_has_a_reason_a_remedy_and_a_rule(said, lang):
    (one,) = absolute_words(said)
    assert one.level in LEVELS
    assert rules.rule(one.rule_id).topic == "advertising"
    assert one.why(lang)
    assert one.remedy(lang)


@pytest.mark.parametrize(
    ("said", "word", "rule_id"),
    [
        ("五星好评截图送礼", "五星好评", "law.unfair-online.9"),
        ("请打5分哦", "打5分", "law.unfair-online.9"),
        ("晒图返现", "晒图返现", "law.unfair-online.9"),
        ("找人刷单", "刷单", "law.ucl.9"),
        ("明星同款连衣裙", "明星同款", "law.ucl.7"),
    ],
)
def test_words_of_conduct_are_found_with_their_rule(said, word, rule_id):
    (one,) = punished_words(said)
    assert (one.word, one.rule_id, one.certain) == (word, rule_id, False)
    assert rules.rule(rule_id)
    assert all(one.remedy(lang) for lang in LANGS)
    assert found(said) == []


@pytest.mark.parametrize("said", ["好评如潮", "请如实评价", "同款不同色", "订单已补发", ""])
def test_ordinary_words_are_not_conduct(said):
    assert punished_words(said) == ()


@given(st.text(st.sampled_from("最好佳第一国家级顶TOP1 best的,。國"), max_size=30))
def test_places_are_those_of_the_text_and_never_overlap(said):
    there = absolute_words(said)
    assert all(said[one.start : one.end] == one.word for one in there)
    assert all(a.end <= b.start for a, b in pairwise(there))
