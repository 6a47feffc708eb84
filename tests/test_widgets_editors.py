"""Single values in forms: what the plan takes, a control can show."""

from datetime import date

from shop_files import shop_folder

from shopkit.plan import open_plan
from shopkit.widgets.forms import Form


def test_a_day_written_with_midnight_is_shown_as_the_day(tmp_path):
    first = '- {what: 拍照, due: "2026-10-01T00:00:00"}'
    said = f'tasks:\n{first}\n- {{what: 上架, due: "2026-10-02"}}\n'
    whole = Form(open_plan(shop_folder(tmp_path / "shop", extra=said)), ("tasks",), "zh")
    for row, day in zip(whole.field("tasks").lines.children, (1, 2), strict=True):
        row.unfold(open_=True)
        assert row.section.parts["due"].control.value == date(2026, 10, day)
    assert whole.changes() == {}
