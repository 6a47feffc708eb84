"""Forms made from the plan's models: what they show, take, refuse and save, without a browser."""

import shutil
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shop_files import shop_folder

from shopkit.charts.fit import text_width
from shopkit.i18n import LANGS, text
from shopkit.plan import create_shop, inputs_of, load_plan, open_plan
from shopkit.plan.fields import entries_of, plan_fields
from shopkit.plan.lines import ChangedLine
from shopkit.plan.model import Plan
from shopkit.promotions.kinds import kinds
from shopkit.widgets.editors import FONT, About, Editor, choice_name, shape_at
from shopkit.widgets.forms import Form
from shopkit.widgets.preview import lines_table
from shopkit.widgets.saving import Deciding, Saver, decisions_table
from shopkit.widgets.sections import Rows, Section

EVERY = tuple(key for key, _ in entries_of(Plan) if key != "schema")
EXTRA = """
positioning:   # where we stand
  category: 四件套
  price_from_cny: 129.0   # lower end
  price_to_cny: 199
customers:
  segments:
    - {name: 年轻家庭, age_from: 25, age_to: 34, sales_share: 60%}
    - name: 银发  # parents
      age_from: 55
      age_to: 70
"""
MARKET = Deciding("positioning", lambda plan: inputs_of(plan, "competitors", "customers"))


@pytest.fixture
def shop(tmp_path):
    return shop_folder(tmp_path / "shop", extra=EXTRA)


def form(shop, *paths, lang="zh"):
    return Form(open_plan(shop), paths or ("positioning", "customers"), lang)


def fields(part):
    """Yield every single field below a part of a form, lists unfolded."""
    if isinstance(part, Editor):
        yield part
    elif isinstance(part, Section):
        for below in part.parts.values():
            yield from fields(below)
    elif isinstance(part, Rows):
        if not part.lines.children:
            part.put_in()
        row = part.lines.children[0]
        if not row.unfolded:
            row.unfold(open_=True)
        yield from fields(row.section)


@pytest.mark.parametrize("lang", LANGS)
def test_every_field_of_the_plan_has_an_editor_with_a_label_and_help(tmp_path, lang):
    """No label is cut: it has at least the room its text is estimated to take."""
    create_shop(tmp_path / "new", "taobao", lang)
    whole = form(tmp_path / "new", *EVERY, lang=lang)
    seen = {}
    for part in whole.parts.values():
        for field in fields(part):
            path = ".".join(step for step in field.about.steps if isinstance(step, str))
            seen[path] = field
            assert field.about.title in field.control.description
            assert text_width(field.control.description, FONT) < field.about.room, path
            assert field.control.tooltip == field.help
            assert field.help in field.note.value or "&" in field.note.value
    leaves = {path for path in plan_fields() if not any(p.startswith(f"{path}.") for p in seen)}
    lists = {"plan", "schema"}
    assert leaves - lists <= set(seen)


@pytest.mark.parametrize("lang", LANGS)
def test_every_choice_has_a_name_in_both_languages(tmp_path, lang):
    """No two choices of a field are called the same."""
    create_shop(tmp_path / "new", "taobao", lang)
    found = 0
    for part in form(tmp_path / "new", *EVERY, lang=lang).parts.values():
        for about in (field.about for field in fields(part)):
            values = shape_at(about.steps).get("enum", ())
            assert len({choice_name(about, value) for value in values}) == len(values), about.steps
            found += bool(values)
    assert found >= 15


@pytest.mark.parametrize("lang", LANGS)
def test_a_kind_of_promotion_is_called_alike_in_forms_and_carts(lang):
    about = About(("promotions", 0, "kind"), lang)
    for name, kind in kinds().items():
        assert choice_name(about, name) == kind.title[lang]
    assert "shop_coupon" not in about.help or lang == "en"


def test_the_help_of_a_list_keeps_words_that_are_keys_elsewhere():
    told = About(("campaigns",), "en").help
    assert told == "a list of campaigns, each with Campaign, Starts, Ends"


@pytest.mark.parametrize("lang", LANGS)
def test_a_form_does_not_say_how_a_file_is_written(lang):
    """A date has a picker and a number needs no quotes; products are counted as products."""
    for steps in (("products", 0, "item_id"), ("shop", "opened"), ("promotions", 0, "ends")):
        about = About(steps, lang)
        assert not {"引号", "写成", "quotes", "written"} & set(
            about.help.replace("，", ", ").split()
        )
        assert about.help != about.field.help[lang]
    unit = {"zh": "款", "en": "items"}[lang]
    assert unit in About(("assortment", "items"), lang).label


def test_the_same_word_is_named_by_its_field():
    """`item` is a kind of promotion, an amount a threshold counts, and a rule for ads."""
    places = (("promotions", 0, "kind"), ("promotions", 0, "base"), ("costs", "ads_rule"))
    assert len({choice_name(About(steps, "zh"), "item") for steps in places}) == len(places)


def test_no_widget_shadows_a_name_of_its_base(shop):
    """`open` and `keys` are ipywidgets' own; taking them over breaks it far away."""
    import ipywidgets

    whole = form(shop)
    rows = whole.field("customers.segments")
    for one in (whole, rows, rows.lines.children[0], Saver(whole), whole.field("positioning")):
        own = set(vars(type(one))) | set(vars(one))
        public = {name for name in own if not name.startswith("_")}
        assert not public & set(dir(ipywidgets.VBox)), type(one)


def test_a_form_nobody_touched_changes_nothing(shop):
    """Also when lists were unfolded, and however the file writes its values."""
    whole = form(shop)
    for row in whole.field("customers.segments").lines.children:
        row.unfold(open_=True)
    assert whole.changes() == {}
    assert whole.problems == ()


@pytest.mark.parametrize("lang", LANGS)
def test_bad_values_are_explained_where_they_are(shop, lang):
    whole = form(shop, lang=lang)
    low = whole.field("positioning.price_from_cny")
    low.control.value = "abc"
    assert "✕" in low.note.value
    assert low.about.title in low.note.value
    assert [one.code for one in whole.problems] == ["plan_value"]
    low.control.value = "250"
    assert "✕" not in low.note.value
    assert "✕" in whole.parts[("positioning",)].wrong.value  # above the upper end
    segments = whole.field("customers.segments")
    segments.add.click()
    fresh = segments.lines.children[2].section
    fresh.parts["sales_share"].control.value = "20"
    assert text("forms.value.missing", lang) in fresh.parts["name"].note.value
    assert "20%" in fresh.parts["sales_share"].note.value
    assert "0.2" in fresh.parts["sales_share"].note.value


def test_words_in_a_value_stay_words(shop):
    whole = form(shop, "brand")
    slogan = whole.field("brand.slogan")
    slogan.control.value = "<script>x" * 400
    assert "<script>" not in slogan.note.value
    assert whole.problems


def test_shares_are_read_in_per_cent_and_kept_as_the_file_writes_them(shop):
    whole = form(shop)
    first, second = whole.field("customers.segments").lines.children
    for row, said in ((first, "55%"), (second, "12.5 %")):
        row.unfold(open_=True)
        row.section.parts["sales_share"].control.value = said
    saver = Saver(whole)
    saver.write.click()
    saver.confirm.click()
    said = (shop / "shop.yaml").read_text("utf-8")
    assert "sales_share: 55%}" in said
    assert "sales_share: 0.125" in said
    assert "# parents" in said


def test_saving_shows_the_lines_then_writes_and_says_where_and_when(shop):
    whole = form(shop)
    saver = Saver(whole, MARKET)
    assert saver.write.disabled
    assert text("forms.save.unchanged", "zh") in saver.why.value
    before = (shop / "shop.yaml").read_bytes()
    whole.field("positioning.price_to_cny").control.value = "219"
    assert not saver.write.disabled
    saver.write.click()
    assert "price_to_cny: 199" in saver.lines.value
    assert "price_to_cny: 219" in saver.lines.value
    assert (shop / "shop.yaml").read_bytes() == before
    saver.confirm.click()
    said = (shop / "shop.yaml").read_text("utf-8")
    assert said.startswith(before.decode().replace("price_to_cny: 199", "price_to_cny: 219"))
    assert (shop / "shop.yaml.bak").read_bytes() == before
    assert str(shop / "shop.yaml") in saver.status.value
    assert f"{date.today():%Y}" in saver.status.value
    [decision] = load_plan(shop).decisions
    assert (decision.of, set(decision.inputs)) == ("positioning", {"competitors", "customers"})
    assert saver.write.disabled


def test_what_changes_after_the_lines_were_shown_has_to_be_shown_again(shop):
    whole = form(shop)
    saver = Saver(whole)
    whole.field("positioning.price_to_cny").control.value = "219"
    saver.write.click()
    whole.field("positioning.price_to_cny").control.value = "229"
    assert saver.second.layout.display == "none"
    saver.confirm.click()
    assert "199" in (shop / "shop.yaml").read_text("utf-8")


def test_the_same_place_changed_elsewhere_is_refused_with_the_difference(shop):
    """Nothing typed is lost; after reading again the reader decides."""
    whole = form(shop)
    saver = Saver(whole)
    whole.field("positioning.price_to_cny").control.value = "219"
    whole.field("positioning.style").control.value = "北欧"
    path = shop / "shop.yaml"
    path.write_text(path.read_text("utf-8").replace("199", "189"), encoding="utf-8")
    saver.write.click()
    saver.confirm.click()
    for said in ("189", "219", "199", "price_to_cny"):
        assert said in saver.status.value
    assert "189" in path.read_text("utf-8")
    saver.again.click()
    assert whole.value("positioning.price_to_cny") == 219
    saver.write.click()
    assert "price_to_cny: 189" in saver.lines.value
    saver.confirm.click()
    plan = load_plan(shop)
    assert (plan.positioning.price_to_cny, plan.positioning.style) == (219, "北欧")


def test_an_entry_others_added_stays_when_the_plan_is_read_again(shop):
    whole = form(shop)
    saver = Saver(whole)
    mine = whole.field("customers.segments").lines.children[0]
    mine.unfold(open_=True)
    mine.section.parts["age_to"].control.value = "36"
    others = {"customers.segments[name=学生]": {"name": "学生", "age_from": 18, "age_to": 24}}
    others["customers.segments[name=年轻家庭].age_to"] = 35
    open_plan(shop).with_changes(others).save()
    saver.write.click()
    saver.confirm.click()
    assert "35" in saver.status.value
    saver.again.click()
    saver.write.click()
    saver.confirm.click()
    ages = {one.name: one.age_to for one in load_plan(shop).customers.segments}
    assert ages == {"年轻家庭": 36, "银发": 70, "学生": 24}


def test_an_entry_with_an_empty_field_is_unchanged_by_looking_at_it(shop):
    path = shop / "shop.yaml"
    path.write_text(path.read_text("utf-8") + "competitors:\n- name: 甲\n  quality:\n", "utf-8")
    whole = form(shop, "competitors")
    whole.field("competitors").lines.children[0].unfold(open_=True)
    assert whole.changes() == {}


def test_the_copy_others_made_of_a_sample_is_what_is_read_again(tmp_path):
    sample = shop_folder(tmp_path / "data" / "sample" / "home", extra=EXTRA)
    first, second = (Saver(form(sample)) for _ in "ab")
    for saver, said in ((first, "北欧"), (second, "中式")):
        saver.form.field("positioning.style").control.value = said
        saver.write.click()
        assert str(tmp_path / "shops" / "home") in saver.lines.value
        saver.confirm.click()
    assert "北欧" in second.status.value
    second.again.click()
    second.write.click()
    second.confirm.click()
    assert load_plan(tmp_path / "shops" / "home").positioning.style == "中式"


def test_a_file_that_is_gone_is_said_and_nothing_typed_is_lost(shop):
    whole = form(shop)
    saver = Saver(whole)
    whole.field("positioning.style").control.value = "北欧"
    (shop / "shop.yaml").unlink()
    saver.write.click()
    saver.confirm.click()
    assert "shop.yaml" in saver.status.value
    assert whole.value("positioning.style") == "北欧"
    assert not saver.write.disabled


def test_reset_goes_back_to_the_plan(shop):
    whole = form(shop)
    saver = Saver(whole)
    whole.field("positioning.style").control.value = "北欧"
    whole.field("customers.segments").lines.children[0].remove.click()
    assert len(whole.changes()) == 2
    saver.reset.click()
    assert whole.changes() == {}
    assert saver.reset.disabled


def test_a_sample_is_never_changed_its_copy_is(tmp_path):
    sample = shop_folder(tmp_path / "data" / "sample" / "home", extra=EXTRA)
    before = (sample / "shop.yaml").read_bytes()
    whole = form(sample)
    saver = Saver(whole)
    for said in ("北欧", "中式"):
        whole.field("positioning.style").control.value = said
        saver.write.click()
        saver.confirm.click()
        copy = tmp_path / "shops" / "home"
        assert load_plan(copy).positioning.style == said
        assert str(copy) in saver.status.value
    assert (sample / "shop.yaml").read_bytes() == before
    shutil.rmtree(copy)


@pytest.mark.parametrize("lang", LANGS)
def test_a_decision_whose_inputs_changed_is_stale_and_can_be_made_again(shop, lang):
    whole = form(shop, lang=lang)
    saver = Saver(whole, MARKET)
    whole.field("positioning.style").control.value = "北欧"
    saver.write.click()
    saver.confirm.click()
    assert "▲" not in decisions_table(load_plan(shop), {}, lang).text()
    path = shop / "shop.yaml"
    path.write_text(path.read_text("utf-8") + "competitors: [{name: 甲}]\n", encoding="utf-8")
    shown = decisions_table(load_plan(shop), {}, lang).text()
    assert "▲" in shown
    assert plan_fields()["competitors"].title[lang] in shown
    again = Saver(form(shop, lang=lang), MARKET)
    assert not again.write.disabled
    again.write.click()
    again.confirm.click()
    assert "▲" not in decisions_table(load_plan(shop), {}, lang).text()


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_kernel_a_form_is_a_table_of_what_the_plan_says(shop, lang):
    bundle = form(shop, lang=lang)._repr_mimebundle_()
    assert "<table" in bundle["text/html"]
    assert "<button" not in bundle["text/html"]
    assert "四件套" in bundle["text/plain"]
    assert "60%" in bundle["text/plain"]


NAMES = st.text("阿abc甲 #:'\"-", min_size=1, max_size=12).filter(str.strip)


@settings(max_examples=10)
@given(
    style=NAMES,
    ends=st.tuples(st.integers(0, 500), st.integers(0, 500)).map(sorted),
    names=st.lists(NAMES.map(str.strip), max_size=3, unique=True),
)
def test_what_is_typed_is_what_the_plan_says_after_saving(tmp_path_factory, style, ends, names):
    shop = shop_folder(tmp_path_factory.mktemp("a") / "shop", extra=EXTRA)
    whole = form(shop, "positioning", "competitors")
    saver = Saver(whole)
    for key, said in (("style", style), ("price_from_cny", ends[0]), ("price_to_cny", ends[1])):
        whole.field(f"positioning.{key}").control.value = str(said)
    rivals = whole.field("competitors")
    for n, name in enumerate(names):
        rivals.add.click()
        rivals.lines.children[n].section.parts["name"].control.value = name
    saver.write.click()
    saver.confirm.click()
    plan = load_plan(shop)
    assert plan.positioning.style == style.strip()
    assert (plan.positioning.price_from_cny, plan.positioning.price_to_cny) == tuple(ends)
    assert [one.name for one in plan.competitors] == names
    assert whole.changes() == {}


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("１５９", 159),
        ("159元", 159),
        ("¥ 159.5", 159.5),
        ("￥1,159", 1159),
        ("1，159", 1159),
        ("1.2万", 12_000),
        ("１.２万元", 12_000),
        ("0.00012万", 1.2),
        ("一百", "一百"),
        ("39-59", "39-59"),
        ("1,59", "1,59"),
    ],
)
def test_a_number_is_read_as_people_in_china_write_it(shop, said, value):
    whole = form(shop)
    whole.field("positioning.price_from_cny").control.value = said
    read = whole.value("positioning.price_from_cny")
    assert (read, type(read)) == (value, type(value))


def test_lines_that_change_keep_their_indent_in_a_browser():
    table = lines_table([ChangedLine(7, "  age: 1", "    age: 2")], "zh")
    assert [cell.text.count("\u00a0") for cell in table.rows[0][1:]] == [2, 4]


@pytest.mark.parametrize("lang", LANGS)
def test_entries_are_counted_as_an_owner_counts_them(shop, lang):
    """One changed, one taken out of a list: two; a field beside the list is one of its own."""
    whole = form(shop, lang=lang)
    saver = Saver(whole)
    first, second = whole.field("customers.segments").lines.children
    first.unfold(open_=True)
    first.section.parts["age_from"].control.value = "26"
    first.section.parts["age_to"].control.value = "36"
    second.remove.click()
    whole.field("positioning.style").control.value = "北欧"
    top = plan_fields()["customers"].title[lang]
    assert text("forms.save.part", lang, title=top, n=2) in saver.why.value
    top = plan_fields()["positioning"].title[lang]
    assert text("forms.save.part", lang, title=top, n=1) in saver.why.value


@pytest.mark.parametrize("lang", LANGS)
def test_the_record_of_a_decision_is_one_line_and_no_digest(shop, lang):
    whole = form(shop, lang=lang)
    saver = Saver(whole, MARKET)
    whole.field("positioning.price_to_cny").control.value = "219"
    saver.write.click()
    assert "219" in saver.lines.value
    assert text("forms.save.record", lang) in saver.lines.value
    assert "inputs" not in saver.lines.value
    saver.confirm.click()
    [decision] = load_plan(shop).decisions
    assert not any(code in saver.lines.value for code in decision.inputs.values())


@pytest.mark.parametrize("lang", LANGS)
def test_a_save_warns_before_it_writes(shop, lang):
    whole = form(shop, lang=lang)
    saver = Saver(whole)
    saver.warned.append(lambda plan: [f"<b> {plan.positioning.price_to_cny}"])
    whole.field("positioning.price_to_cny").control.value = "219"
    assert "▲" not in saver.lines.value
    saver.write.click()
    assert "▲ &lt;b&gt; 219" in saver.lines.value


@pytest.mark.parametrize("lang", LANGS)
def test_an_entry_told_apart_by_a_choice_is_called_what_the_choice_is_called(tmp_path, lang):
    spread = "cash:\n  spreads:\n    - {of: goods, low: 0.9, high: 1.2}\n"
    rows = form(shop_folder(tmp_path / "shop", extra=spread), "cash.spreads", lang=lang)
    row = next(part for part in rows.parts.values()).lines.children[0]
    assert text("forms.choice.goods", lang) in row.fold.description
