"""Sample shops are changed as copies only, and a copy is whole or not there."""

import shutil

import pytest

from shopkit.errors import OutputError
from shopkit.exports.workplace import own


def test_a_copy_that_breaks_off_leaves_no_half_shop(tmp_path, monkeypatch):
    sample = tmp_path / "data" / "sample" / "demo"
    (sample / "exports").mkdir(parents=True)
    (sample / "shop.yaml").write_text("schema: 1\n", encoding="utf-8")

    def broken(_, target, **__):
        (target / "exports").mkdir(parents=True)
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copytree", broken)
        with pytest.raises(OutputError):
            own(sample)
    assert list((tmp_path / "shops").glob("*")) == []
    copy = own(sample)
    assert copy == tmp_path / "shops" / "demo"
    assert (copy / "shop.yaml").is_file()
    assert own(sample) == own(copy) == copy
