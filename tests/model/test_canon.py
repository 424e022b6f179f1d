from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.canon import canonical, decode, digest, kind_of
from piying.model.errors import Invalid
from piying.model.script import Element, ElementKind, Script, TitleEntry

words = st.text(max_size=20)
elements = st.builds(
    Element, kind=st.sampled_from(ElementKind), text=words, depth=st.integers(0, 9)
)
scripts = st.builds(
    Script,
    elements=st.lists(elements, max_size=5).map(tuple),
    title_page=st.lists(
        st.builds(TitleEntry, words, st.lists(words, max_size=3).map(tuple)), max_size=2
    ).map(tuple),
)


class TestEqualValuesHaveEqualBytes:
    """Equal values ⇔ equal bytes; decoding what was encoded gives the value back."""

    @given(scripts)
    def test_decoding_gives_the_value_back(self, script):
        assert decode(canonical(script), Script) == script

    @given(scripts, scripts)
    def test_digests_are_equal_exactly_for_equal_values(self, one, other):
        assert (one == other) == (digest(one) == digest(other))


def test_the_kind_stands_in_the_bytes():
    assert kind_of(canonical(Script(()))) == "script.1"


def test_unknown_fields_are_refused():
    data = canonical(Script(())).replace(b'"kind"', b'"extra":1,"kind"')

    with pytest.raises(Invalid, match="canonical"):
        decode(data, Script)


@dataclass(frozen=True, slots=True)
class Lamp:
    """As it was written once."""

    name: str
    shades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewerLamp:
    """The same with a field more."""

    name: str
    shades: tuple[str, ...] = ()
    watts: int | None = None


@dataclass(frozen=True, slots=True)
class Room:
    lamps: tuple[Lamp, ...]


@dataclass(frozen=True, slots=True)
class NewerRoom:
    lamps: tuple[NewerLamp, ...]


@given(st.lists(st.builds(Lamp, words, st.lists(words, max_size=2).map(tuple)), max_size=3))
def test_what_was_written_before_a_field_was_added_takes_its_default(lamps):
    read = decode(canonical(Room(tuple(lamps))), NewerRoom)

    assert [(one.name, one.shades, one.watts) for one in read.lamps] == [
        (one.name, one.shades, None) for one in lamps
    ]


@pytest.mark.parametrize(
    "data",
    [
        b'{"shades":[],"name":"oil"}',
        b'{"name":"oil" ,"shades":[]}',
        b'{"name":"oil","name":"oil","shades":[]}',
        b'{"colour":1,"name":"oil"}',
        b'{"name":"oil","watts":1.0}',
    ],
)
def test_what_is_not_canonical_is_refused_though_a_field_is_lacking(data):
    with pytest.raises(Invalid, match="Cannot read"):
        decode(data, NewerLamp)
