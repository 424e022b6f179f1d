from __future__ import annotations

import pytest

from piying.model.canon import Digest
from piying.model.errors import Invalid
from piying.model.joined import JOINED_TYPE
from piying.model.take import MediaFacts, Recipe, TakeKind
from piying.render.joiner import Joiner, joined_recipe
from piying.render.media.joined import unpack

CLIPS = {Digest("1" * 64): b"one", Digest("2" * 64): b"two"}


class Files:
    def blob(self, digest):
        return CLIPS[digest]

    def facts(self, digest):
        return MediaFacts("video/mp4", len(CLIPS[digest]), frame_count=50, width=8, height=16)


def recipe(*parts):
    return joined_recipe(Digest("b" * 64), parts)


def test_equal_parts_give_equal_bytes_and_a_picture_is_shown_once_where_they_meet():
    one, other = (Joiner().make(recipe(*CLIPS), Files()) for _ in range(2))

    assert one.data == other.data
    assert one.facts.media_type == JOINED_TYPE
    assert one.facts.frame_count == 99
    assert one.cost.minor == Joiner().quote(recipe(*CLIPS)).minor == 0


def test_one_part_is_nothing_to_join():
    with pytest.raises(Invalid):
        Joiner().make(recipe(Digest("1" * 64)), Files())


def test_a_recipe_of_another_kind_is_refused():
    with pytest.raises(Invalid):
        Joiner().make(Recipe(TakeKind.VOICE, "joiner", "joiner-1"), Files())


def test_parts_that_are_not_what_their_names_say_are_refused(tmp_path):
    path = tmp_path / "joined.zip"
    path.write_bytes(Joiner().make(recipe(*CLIPS), Files()).data)

    with pytest.raises(Invalid, match="other bytes"):
        unpack(path, "s1", tmp_path / "parts")
