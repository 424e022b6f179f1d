"""Drafts for the tests of the books."""

from __future__ import annotations

from hypothesis import strategies as st

from piying.ledger.entries import ROOT, entry_of
from piying.model.books import Draft, Posting

PATHS = tuple(
    f"{sort}:{of}:{currency}"
    for sort in ("cash", "payable", "revenue", "expense")
    for of in ("a", "b")
    for currency in ("CNY", "USD")
)


def draft(idem="one", *lines, kind="settle", effective="2026-11-22", cause="w:c:1", **more):
    """A draft of (account, minor) lines; without any, it moves 5 yuan."""
    lines = lines or (("expense:a:CNY", 500), ("payable:a:CNY", -500))
    return Draft(idem, kind, effective, cause, tuple(Posting(*line) for line in lines), **more)


def chained(*drafts, at_ms=1_700_000_000_000):
    """The entries that `drafts` are, one a second."""
    made, prev = [], ROOT
    for seq, each in enumerate(drafts, 1):
        made.append(entry_of(each, seq, prev, at_ms + 1000 * seq))
        prev = made[-1].hash
    return made


@st.composite
def balanced(draw, idem):
    """A draft under the key `idem` that balances in each of its currencies."""
    lines = []
    for currency in draw(st.sets(st.sampled_from(("CNY", "USD")), min_size=1)):
        paths = [path for path in PATHS if path.endswith(currency)]
        chosen = draw(st.lists(st.sampled_from(paths), min_size=1, max_size=3))
        amounts = [draw(st.integers(-(10**9), 10**9).filter(bool)) for _ in range(len(chosen))]
        lines += zip(chosen, amounts, strict=True)
        if rest := -sum(amounts):
            lines.append((draw(st.sampled_from(paths)), rest))
        elif len(amounts) < 2:
            raise AssertionError("one line that is not nothing has a rest")
    return draft(idem, *lines, cause=draw(st.text("abc:", min_size=1, max_size=5)))
