"""What a line weighs: whole numbers, each fragment once, long lines not by their length."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.review import Element, Unit
from piying.review.policy.scales import scale_of
from piying.review.text.reading import Reading
from piying.review.text.scale import (
    beam_of,
    fragments_of,
    general,
    heaviest,
    place_of,
    weighed,
)
from review.scaled import SCALE

BEAM = beam_of(scale_of("lines", SCALE))


def fragments(text, sets=()):
    return fragments_of(Reading(0, Unit(Element.DIALOGUE, text)), sets)


def test_a_line_without_known_fragments_weighs_the_offset():
    assert general(BEAM, fragments("你好")) == 1000


def test_a_fragment_weighs_its_units_by_the_root_of_at_least_four():
    # 点火: 20 units of 100; the fourth root of 4 is 1.414
    assert general(BEAM, fragments("点火")) == 1000 + 2000 * 256 // 362


def test_a_fragment_counts_once_however_often_it_stands():
    assert general(BEAM, fragments("点火点火点火")) == general(BEAM, fragments("点火"))


def test_a_light_line_is_weighed_for_no_head():
    assert weighed(BEAM, fragments("今天")) == {}


def test_a_heavy_line_is_weighed_for_every_head():
    loads = weighed(BEAM, fragments("去点火"))

    assert loads["fire"] > loads["deceit"]
    own = -1000 + 3000 * 256 // 362
    assert loads["fire"] == general(BEAM, fragments("去点火")) + own * 500 // 1000


def test_the_same_sound_in_other_characters_weighs_by_its_sound():
    assert weighed(BEAM, fragments("做了甲帐"))["deceit"] == weighed(BEAM, {"假账"})["deceit"]


def test_a_word_set_is_a_fragment():
    assert general(BEAM, fragments("你好", ["smoke"])) > general(BEAM, fragments("你好"))


def test_how_long_a_line_is_is_a_fragment_in_steps_of_three_characters():
    def lengths(text):
        return {key for key in fragments(text) if key.startswith("=")}

    assert [lengths(("你我他" * 33)[:many]) for many in (1, 3, 35, 36, 99)] == [
        {"=0"}, {"=1"}, {"=11"}, {"=12"}, {"=12"},
    ]  # fmt: skip


def test_the_heaviest_fragments_are_those_that_weigh_for_the_head():
    keys = heaviest(BEAM, fragments("今天点火做假账"), "fire")

    assert keys[0] == "点火"
    assert "今天" not in keys


def test_a_fragment_is_found_in_the_original_text():
    reading = Reading(0, Unit(Element.DIALOGUE, "做 假*账，甲帐"))
    sound = next(key for key in BEAM.general if key.startswith("~"))

    assert place_of(reading, "假账") == (2, 5)
    assert place_of(reading, sound) == (2, 5)
    assert place_of(reading, "点火") is None


@settings(deadline=None)
@given(st.text(alphabet="假账点火今天甲帐你 ，1a", max_size=30), st.booleans())
def test_what_a_line_weighs_is_the_same_in_whatever_order_its_fragments_come(text, turned):
    found = fragments(text)
    other = {key for key in sorted(found, reverse=turned)}  # noqa: C416  # put in in that order

    assert weighed(BEAM, found) == weighed(BEAM, other)
    assert all(isinstance(one, int) for one in weighed(BEAM, found).values())
