"""What mangled exports share: cells nobody expects, bytes that went bad, books held to account."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from shop_files import rejected_rows

from shopkit.exports import Shop, import_shop
from shopkit.i18n import LANGS

_NOTHING = ("", " ", "-", "--", "nan", "\t", '"', "\ufeff", "合计")
_NUMBERS = ("0", "-1", "1e309", "5.1E+18", "1,2,3", "¥", "%", "101%", "９９", "45000.5", "1" * 400)
_DAYS = ("2026-02-30", "99999-01-01", "0000-00-00", "2026-10-01~2026-09-01")
_WORDS = ("598.00元", "无退款申请", "交易成功", "𠮷\u200b", "é", "a\nb")
_ATTACKS = ("=1+1", "<script>alert(1)</script>", "../../x", "=cmd|'/c calc'!A1")
NASTY = st.one_of(
    st.sampled_from([*_NOTHING, *_NUMBERS, *_DAYS, *_WORDS, *_ATTACKS]), st.text(max_size=12)
)


def seeded(examples: int) -> settings:
    """Return settings under which every run draws the same examples, so many of them."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def speeds(fast: int, slow: int) -> pytest.MarkDecorator:
    """Run a test on a few examples each time, and on many where time does not matter."""
    many = pytest.param(slow, id="slow", marks=pytest.mark.slow)
    return pytest.mark.parametrize("examples", [pytest.param(fast, id="fast"), many])


@st.composite
def spoilt(draw, files: dict[str, bytes]) -> tuple[str, bytes]:
    """Return the name and content of one of the files, some bytes changed, the end cut off."""
    name = draw(st.sampled_from(sorted(files)))
    content = bytearray(files[name])
    for _ in range(draw(st.integers(0, 8))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    if draw(st.booleans()):
        content = content[: draw(st.integers(0, len(content)))]
    return name, bytes(content)


def audited(folder: Path) -> Shop:
    """Return the shop imported: every row kept or rejected and told, every message sayable."""
    shop = import_shop(folder)
    for file in shop.files:
        assert file.read == file.kept + file.rejected == file.kept + sum(file.reasons.values())
        if file.error:
            assert file.error.say("zh") != file.error.say("en")
    assert all(isinstance(shop.findings(lang), list) for lang in LANGS)
    if (folder / "rejected.csv").exists():
        assert len(rejected_rows(folder)) == sum(file.rejected for file in shop.files)
    return shop
