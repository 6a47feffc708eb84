"""The list of people: who holds which post from when to when, a table named in `lists.people`."""

from shopkit.exports.format import Format
from shopkit.exports.tidy import headers_of
from shopkit.layouts import PEOPLE

FORMAT = Format(
    kind="people",
    table="people",
    columns={
        **headers_of(PEOPLE),
        "姓名": "person",
        "工号": "person",
        "Name": "person",
        "职位": "post",
        "职务": "post",
        "Role": "post",
        "入职时间": "hired_on",
        "离职时间": "left_on",
        "工资": "pay_monthly",
        "底薪": "pay_monthly",
    },
    needs=(frozenset({"person"}), frozenset({"post"})),
)
