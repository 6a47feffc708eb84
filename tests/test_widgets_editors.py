"""Single values in forms: what the plan takes, a control can show."""

import csv
from datetime import date
from importlib.resources import files

import pytest
from shop_files import shop_folder

from shopkit.i18n import LANGS, text
from shopkit.plan import load_plan, open_plan
from shopkit.plan.fields import entries_of, model_at
from shopkit.promotions.kinds import kinds
from shopkit.widgets.arranged import arranged
from shopkit.widgets.forms import Form
from shopkit.widgets.saving import Saver

PROMOTION = ("promotions", 0)
NAMES = tuple(name for name, _ in entries_of(model_at(PROMOTION)))
TERMS = {name for kind in kinds().values() for name in (*kind.benefits, *kind.needs, *kind.takes)}
OFFER = "promotions:\n- {name: 满减, kind: spend, from_cny: 300, off_cny: 20, every: true}\n"


def offered(folder, lang="zh"):
    """Return the form of a shop with one promotion, and its fields unfolded."""
    whole = Form(open_plan(shop_folder(folder, extra=OFFER)), ("promotions",), lang)
    row = whole.field("promotions").lines.children[0]
    row.unfold(open_=True)
    return whole, row.section


def shown(section):
    """Return the names of the fields on the page."""
    return [name for name, part in section.parts.items() if part in section.children]


def test_a_day_written_with_midnight_is_shown_as_the_day(tmp_path):
    first = '- {what: 拍照, due: "2026-10-01T00:00:00"}'
    said = f'tasks:\n{first}\n- {{what: 上架, due: "2026-10-02"}}\n'
    whole = Form(open_plan(shop_folder(tmp_path / "shop", extra=said)), ("tasks",), "zh")
    for row, day in zip(whole.field("tasks").lines.children, (1, 2), strict=True):
        row.unfold(open_=True)
        assert row.section.parts["due"].control.value == date(2026, 10, day)
    assert whole.changes() == {}


def test_what_a_form_shows_first_is_what_a_kind_can_use():
    """Every kind is named, with what it needs and something that comes off."""
    said = (files("shopkit") / "resources" / "forms.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(said.splitlines())
    first = {(one["section"], one["value"]): one["first"].split() for one in rows}
    assert {value for section, value in first if section == "promotions"} == {"", *kinds()}
    for name, kind in kinds().items():
        usual = first["promotions", name]
        assert {*usual} & TERMS <= {*kind.benefits, *kind.needs, *kind.takes}, name
        assert {*kind.needs} <= {*usual}, name
        assert not kind.benefits or {*kind.benefits} & {*usual}, name
    for (section, _), names in first.items():
        assert {*names} <= {name for name, _ in entries_of(model_at((section, 0)))}


@pytest.mark.parametrize("kind", kinds())
def test_every_field_a_kind_can_use_can_be_reached_and_no_other(kind):
    found = arranged(PROMOTION, NAMES, {"name", "kind"}, kind)
    used = {*kinds()[kind].benefits, *kinds()[kind].needs, *kinds()[kind].takes}
    assert {*found.first, *found.more} == {*NAMES} - (TERMS - used)
    assert not found.idle
    assert len(found.first) <= 12


@pytest.mark.parametrize("kind", kinds())
def test_no_field_that_holds_something_is_hidden(kind):
    found = arranged(PROMOTION, NAMES, NAMES, kind)
    assert sorted((*found.first, *found.idle)) == sorted(NAMES)
    assert not found.more


@pytest.mark.parametrize("lang", LANGS)
def test_another_kind_shows_other_fields_and_keeps_what_was_typed(tmp_path, lang):
    whole, section = offered(tmp_path / "shop", lang)
    assert {"from_cny", "off_cny", "every"} <= {*shown(section)}
    assert not {"deposit_cny", "nth", "extra_product", "group"} & {*shown(section)}
    section.parts["most_times"].control.value = "2"
    section.parts["kind"].control.value = "gift"
    assert "extra_product" in shown(section)
    assert "off_cny" in shown(section)
    said = [getattr(one, "value", "") for one in section.children]
    assert any(text("forms.more.idle", lang) in str(one) for one in said)
    assert section.parts["most_times"].read() == 2
    section.rest.click()
    assert "group" in shown(section)
    section.rest.click()
    assert "group" not in shown(section)
    section.parts["kind"].control.value = "spend"
    after = [getattr(one, "value", "") for one in section.children]
    assert not any(text("forms.more.idle", lang) in str(one) for one in after)
    saver = Saver(whole)
    saver.write.click()
    saver.confirm.click()
    [saved] = load_plan(tmp_path / "shop").promotions
    assert (saved.kind, saved.off_cny, saved.most_times, saved.every) == ("spend", 20, 2, True)


def test_a_new_promotion_asks_for_its_kind_first(tmp_path):
    whole, _ = offered(tmp_path / "shop")
    rows = whole.field("promotions")
    rows.add.click()
    fresh = rows.lines.children[1].section
    assert not TERMS & {*shown(fresh)}
    assert fresh.rest not in fresh.children
    fresh.parts["kind"].control.value = "deposit"
    assert {"deposit_cny", "counts_cny"} <= {*shown(fresh)}


def test_a_field_with_something_wrong_is_on_the_page(tmp_path):
    whole, section = offered(tmp_path / "shop")
    section.rest.click()
    section.parts["budget_cny"].control.value = "many"
    section.rest.click()
    assert "budget_cny" in shown(section)
    assert whole.problems


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("pay_rate", "85", ("85%", "0.85")),
        ("off_cny", "abc", ("abc", "59.9")),
        ("most_times", "1.5", ("1.5",)),
        ("name", "x" * 300, ("100",)),
        ("products", "x" * 300, ("100",)),
        ("borne_by", "x: 1", ("x",)),
    ],
)
def test_what_is_wrong_is_said_once_and_the_help_stands_beside_it(
    tmp_path, lang, name, typed, told
):
    _, section = offered(tmp_path / "shop", lang)
    field = section.parts[name]
    field.control.value = typed
    _, wrong = field.note.value.split("shopkit-wrong")
    assert "✕" in wrong
    assert all(one in wrong for one in told)
    assert field.about.help.rstrip("。.") not in wrong


@pytest.mark.parametrize("lang", LANGS)
def test_parties_are_typed_by_the_names_of_the_language(tmp_path, lang):
    """Names of the file are read as well."""
    whole, section = offered(tmp_path / "shop", lang)
    borne = section.parts["borne_by"]
    named = {one: text(f"forms.choice_of.borne_by.{one}", lang) for one in ("shop", "platform")}
    for shop, platform in (named.values(), named):
        borne.control.value = f"{shop}: 40%\n{platform}： 0.6"
        assert borne.read() == {"shop": 0.4, "platform": 0.6}
        assert not whole.problems
    borne.put({"platform": 1})
    assert borne.control.value.startswith(named["platform"])


@pytest.mark.parametrize("lang", LANGS)
def test_a_bad_entry_of_a_list_is_explained_too(tmp_path, lang):
    whole = Form(open_plan(shop_folder(tmp_path / "shop")), ("prices",), lang)
    endings = whole.field("prices.endings")
    endings.control.value = "9\nx"
    assert "✕" in endings.note.value
    assert "x" in endings.note.value
