from __future__ import annotations

import io

import pytest
from rich.console import Console

from piying.cli import progress
from piying.cli.progress import Bars


def drawn(monkeypatch, *, terminal, language="en"):
    moments = iter(range(0, 1000, 10))
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(moments))
    file = io.StringIO()
    bars = Bars(lambda: Console(file=file, force_terminal=terminal, width=100), language)
    with bars.step("cli.step_voices", 4) as step:
        for _ in range(4):
            step.advance()
    return file.getvalue(), bars.seconds


def test_without_a_terminal_there_are_few_lines_with_what_is_left(monkeypatch):
    said, seconds = drawn(monkeypatch, terminal=False)

    assert "2/4" in said
    assert "s left" in said
    assert "\x1b" not in said
    assert [code for code, _ in seconds] == ["cli.step_voices"]


@pytest.mark.parametrize(("language", "name"), [("zh", "配音"), ("en", "voices")])
def test_a_finished_step_says_how_much_and_how_long(monkeypatch, language, name):
    said, _ = drawn(monkeypatch, terminal=False, language=language)

    assert said.splitlines()[-1].split()[:2] == [name, "4"]


def test_on_a_terminal_a_bar_is_drawn_and_goes_away(monkeypatch):
    said, _ = drawn(monkeypatch, terminal=True)

    assert "\x1b" in said
    assert "voices" in said
