"""`shopkit price`: what is printed about a cart, its JSON, and carts that cannot be priced."""

import json
from pathlib import Path

import pandas as pd
import pytest
from pricing_samples import made_plan
from typer.testing import CliRunner

from shopkit.cli import REFUSED, app
from shopkit.plan import load_plan
from shopkit.pricing import UnitTerms
from shopkit.pricing.cart_counted import counted_cart
from shopkit.promotions import Cart, CartLine, offers, read_cart, steps
from shopkit.promotions.reading import EARLIEST

ROOT = Path(__file__).parents[1]
FLAGSHIP = ROOT / "data" / "sample" / "flagship"
EXAMPLE = ROOT / "docs" / "cart-example.yaml"


def run(*said: object):
    return CliRunner().invoke(app, ["price", *(str(one) for one in said)])


@pytest.fixture(scope="module")
def told():
    done = run(FLAGSHIP, "--cart", EXAMPLE, "--json")
    assert done.exit_code == 0
    return json.loads(done.stdout)


def fen(cny):
    return round(cny * 100)


def test_the_json_is_what_the_engine_says_of_the_example(told):
    plan = load_plan(FLAGSHIP)
    cart = read_cart(EXAMPLE, plan)
    for said, which in ((told, "best"), (told["worst"], "worst")):
        shown = steps(cart, offers(plan), which)
        assert said["promotions"] == [offer.name for offer in shown.used]
        for name in ("list_cny", "freight_cny", "paid_cny", "receipt_cny", "deposit_cny"):
            assert said[name] == round(getattr(shown, name), 2)
    assert [(one["promotion"], one["off_cny"]) for one in told["steps"]] == [
        ("VIP 价", 112.48),
        ("T恤第二件半价", 31.74),
        ("店铺券 399 减 40", 40.0),
        ("双11官方立减", 183.27),
        ("88VIP 大额券", 60.0),
    ]
    assert told["at"] == "2026-11-11"
    assert told["buyer"] == {"member": "VIP", "vip88": True, "new": False}


def test_every_amount_of_the_json_adds_up_to_the_fen(told):
    for said in (told, told["worst"]):
        lines = said["lines"]
        goods = sum(fen(line["paid_cny"]) for line in lines)
        assert goods + fen(said["freight_cny"]) == fen(said["paid_cny"])
        receipt = sum(fen(line["receipt_cny"]) for line in lines)
        assert receipt + fen(said["freight_cny"]) == fen(said["receipt_cny"])
        left = sum(fen(line["contribution_cny"]) for line in lines)
        assert left - fen(said["gifts_cny"]) == fen(said["contribution_cny"])
    for step in told["steps"]:
        borne = [fen(cny) for name, cny in step.items() if name.startswith("borne_")]
        assert sum(borne) == fen(step["off_cny"]) == fen(step["before_cny"] - step["after_cny"])
    assert told["worst"]["receipt_cny"] <= told["receipt_cny"]


def test_findings_name_the_lines_of_the_plan(told):
    codes = {one["code"]: one for one in told["findings"]}
    assert codes["loses"]["severity"] == "error"
    assert "shop.yaml:" in codes["loses"]["place"]
    assert "纯棉圆领T恤" in codes["loses"]["cause"]
    assert "一共 4 件一单" in codes["loses"]["cause"]  # the parcel of the whole cart
    assert "T恤第二件半价" not in codes["least_margin"]["cause"]  # it takes nothing off that line


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("买家付 ¥978.51", "店铺实收 ¥1,038.51", "平台 ¥60", "对店铺最坏的合法组合")),
        ("en", ("The buyer pays ¥978.51", "receives ¥1,038.51", "platform ¥60", "The worst legal")),
    ],
)
def test_everything_is_printed_in_both_languages(lang, words):
    done = run(FLAGSHIP, "--cart", EXAMPLE, "--lang", lang)
    assert done.exit_code == 0
    assert [word for word in words if word not in done.stdout] == []
    assert not done.stderr


def test_gifts_deposits_and_goods_without_a_cost_are_said(tmp_path):
    cart = tmp_path / "cart.yaml"
    cart.write_text(
        'at: 2026-10-25\nlines: [{product: "680010000005", units: 2}]\n', encoding="utf-8"
    )
    done = run(ROOT / "data" / "sample" / "cosmetics", "--cart", cart, "--lang", "en")
    assert done.exit_code == 0
    for word in ("Gift: 1", "as a deposit", "what is left is not known"):
        assert word in done.stdout
    said = json.loads(run(ROOT / "data" / "sample" / "cosmetics", "--cart", cart, "--json").stdout)
    assert said["gifts"][0]["gift_units"] == 1
    assert said["contribution_cny"] is None
    assert said["hour"] is None


def test_a_cart_without_any_promotion_says_so(tmp_path):
    cart = tmp_path / "cart.yaml"
    cart.write_text(
        'at: 2026-01-15\nlines: [{product: "700030000010"}]\nfreight_cny: 5\n', encoding="utf-8"
    )
    done = run(FLAGSHIP, "--cart", cart, "--lang", "en")
    assert "No promotion takes effect" in done.stdout
    assert "The buyer pays ¥54" in done.stdout


def test_a_shop_without_exports_is_counted_with_its_plan(tmp_path):
    shop = tmp_path / "shop"
    shop.mkdir()
    (shop / "shop.yaml").write_text(
        "schema: 1\nshop: {name: x, platform: taobao, lang: en}\n"
        'products: [{item_id: "1", price_cny: 50}]\n',
        encoding="utf-8",
    )
    (shop / "exports").mkdir()
    cart = tmp_path / "cart.yaml"
    cart.write_text('at: 2026-11-11\nlines: [{product: "1", units: 2}]\n', encoding="utf-8")
    done = run(shop, "--cart", cart)
    assert done.exit_code == 0, done.stderr
    assert "The buyer pays ¥100" in done.stdout
    assert "No sales to learn from" in done.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_problem_of_a_cart_is_said_at_once_with_its_line(tmp_path, lang):
    cart = tmp_path / "cart.yaml"
    cart.write_text(
        "at: 2026-11-11\nhour: 25\nbuyer: {member: 金卡}\nlines:\n"
        '  - {product: "700030000099"}\n  - {product: "700030000001", units: 0}\n',
        encoding="utf-8",
    )
    done = run(FLAGSHIP, "--cart", cart, "--lang", lang, "--json")
    assert done.exit_code == REFUSED
    assert not done.stdout
    assert [f"cart.yaml:{line}" in done.stderr for line in (2, 3, 5, 6)] == [True] * 4
    assert ("改" in done.stderr) == (lang == "zh")


@pytest.mark.parametrize(
    "said", [[FLAGSHIP, "--cart", "no-such.yaml"], ["no-such-shop", "--cart", EXAMPLE]]
)
def test_what_is_not_there_is_refused(said):
    done = run(*said)
    assert done.exit_code == REFUSED
    assert "Traceback" not in done.stderr


def test_what_lines_leave_adds_up_with_the_parcel_and_gifts():
    gift = {"name": "送", "kind": "gift", "from_cny": 100, "extra_product": "2"}
    plan = made_plan(
        promotions=[gift],
        costs={"freight_per_parcel_cny": 4.0, "packing_per_parcel_cny": 1.01},
    )
    known = {
        "1": UnitTerms(goods_cny=40.0, platform_rate=0.05),
        "2": UnitTerms(goods_cny=7.5, platform_rate=0.05),
    }
    lines = (CartLine("1", 2, 9900), CartLine("2", 1, 2000))
    found = counted_cart(Cart(lines, EARLIEST, freight_fen=800), plan, known)
    assert found.best.gifts_cny == 7.5
    assert found.best.left_cny == pytest.approx(218 * 0.95 - 87.5 - 5.01 + 8 - 7.5)
    assert found.best.lines["contribution_cny"].sum() - 7.5 == pytest.approx(found.best.left_cny)
    assert "cost_insurance" in found.left_out
    assert "cost_freight" not in found.left_out
    without = counted_cart(Cart(lines, EARLIEST), plan, {"1": known["1"]})
    assert without.best.left_cny is None
    assert pd.isna(without.best.lines["contribution_cny"]).tolist() == [False, True]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_findings_are_printed_with_the_lines_of_the_plan_once_and_last(lang):
    said = run(FLAGSHIP, "--cart", EXAMPLE, "--lang", lang).stdout
    assert str(FLAGSHIP) not in said
    assert "promotions.0" not in said
    plan = (FLAGSHIP / "shop.yaml").read_text(encoding="utf-8").splitlines()
    named = ("双11官方立减", "VIP 价", "T恤第二件半价", "店铺券 399 减 40")
    at = [n for n, line in enumerate(plan, 1) if any(f"- {{name: {one}," in line for one in named)]
    assert len(at) == len(named)
    said_of = {"zh": f"shop.yaml 第 {'、'.join(map(str, at))} 行"}
    said_of["en"] = f"lines {', '.join(map(str, at))}"
    where = said_of[lang]
    lines = said.splitlines()
    (found,) = [n for n, line in enumerate(lines) if where in line]
    assert lines[found].startswith("  → ")
    assert lines[found - 1].startswith("· ")
    assert ("店铺和上面一样多" if lang == "zh" else "as much as above") in said
    assert lines[lines.index("要处理的" if lang == "zh" else "To be dealt with") - 1] == ""
    assert len([line for line in lines if line.startswith("  – ")]) == 2  # one problem, two goods


def test_goods_nobody_knows_and_a_day_without_promotions_are_said(tmp_path):
    cart = tmp_path / "cart.yaml"
    cart.write_text(
        'at: 2020-11-11\nlines:\n  - {product: "700030000001", sku: 不存在}\n'
        '  - {product: "9", price_cny: 5}\n',
        encoding="utf-8",
    )
    said = run(FLAGSHIP, "--cart", cart, "--lang", "zh").stdout
    assert "第 1 个商品的商家编码 不存在" in said
    assert "第 2 个商品 9：计划、成本表和过去的订单里都没有" in said
    assert "2020年11月11日这一天" in said


def test_the_example_is_not_doubted(told):
    assert not [one for one in told["findings"] if one["code"].startswith("cart_")]
