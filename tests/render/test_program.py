"""The program is an input: another source or another package gives another digest."""

from __future__ import annotations

import sys

from piying.render.program import code, drawn_with


def test_a_digest_moves_with_one_letter_of_the_source(tmp_path, monkeypatch):
    inner = tmp_path / "digested" / "inner"
    (inner / "__pycache__").mkdir(parents=True)
    (inner.parent / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    def now():
        code.cache_clear()
        return code("digested.inner")

    (inner / "one.py").write_text("a = 1\n")
    before = now()
    (inner / "__pycache__" / "one.pyc").write_bytes(b"1")
    same = now()
    (inner / "one.py").write_text("a = 2\n")

    assert before == same != now()


def test_what_decides_the_bytes_of_a_segment_is_named_once():
    named = [name for name, _ in drawn_with()]

    assert len(named) == len(set(named))
    assert {"piying", "python", "machine", "av", "numpy", "skia-python"} <= set(named)
    assert dict(drawn_with())["python"] == "{}.{}".format(*sys.version_info[:2])
