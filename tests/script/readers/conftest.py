"""What the tests of the readers share: elements told in one line each."""

from __future__ import annotations

import inspect

import pytest

from piying.script.readers.chinese import read_chinese


def _told(element):
    line = f"{element.kind} {element.text}".rstrip().replace("\n", "⏎")
    if element.cue:
        line += f" | {element.cue.name} {element.cue.delivery}"
    if element.heading:
        one = element.heading
        line += f" | {one.number} | {one.time} {one.day_time} | {one.place} | {one.location}"
    return f"{line} | {element.depth}" if element.depth else line


@pytest.fixture(scope="session")
def told():
    """An element in one line: kind, text, and behind bars what else it says."""
    return _told


@pytest.fixture(scope="session")
def elements():
    """The elements of a Chinese script, a line each."""
    return lambda text: [_told(one) for one in read_chinese(text).script.elements]


@pytest.fixture(scope="session")
def codes():
    """The findings of a Chinese script: code and line."""
    return lambda text: [(one.code, one.span.line) for one in read_chinese(text).findings]


@pytest.fixture
def document(request):
    """The docstring of the test, which is its screenplay."""
    return inspect.cleandoc(request.function.__doc__)
