"""close-week is another name of settle."""

from __future__ import annotations

from piying.cli.verbs import close_week, settle, verb_module


def test_it_does_what_settle_does():
    assert verb_module("close-week") is close_week
    assert close_week.run is settle.run
