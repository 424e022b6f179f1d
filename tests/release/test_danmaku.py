"""Comments that fly over the picture: which, in which row, and never over subtitles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.comment import Density
from piying.model.errors import Invalid
from piying.release.danmaku import (
    CHARACTERS_MAX,
    FIELD,
    Busy,
    Field,
    Line,
    alone,
    clean,
    folded,
    offers_contact,
    placed,
    sampled,
    together,
    unblocked,
    width_of,
)

WORDS = st.text("哈好看ab6 !", min_size=1, max_size=CHARACTERS_MAX).filter(str.strip)
LINES = st.lists(
    st.tuples(st.integers(0, 60_000), WORDS, st.sampled_from((1, 1, 1, 2, 345))), max_size=60
).map(lambda told: [Line(f"c{n}", *one) for n, one in enumerate(told)])
BUSY = st.lists(
    st.tuples(st.integers(0, 60_000), st.integers(1, 8_000), st.integers(0, 6),
              st.integers(1, 7)),
    max_size=8,
).map(lambda told: [Busy(at, at + long, range(first, min(first + many, 7)))
                    for at, long, first, many in told])  # fmt: skip


class TestText:
    """text of one line ... 1..60 characters, no control characters"""

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("  好看  ", "好看"),
            ("ｗｏｗ　！", "ｗｏｗ ！"),
            ("a  b", "a b"),
            ("？？？", "？？？"),
            ("👨‍👩‍👧 好", "👨‍👩‍👧 好"),
            ("❤️‍🔥", "❤️‍🔥"),
        ],
    )
    def test_it_is_kept_as_one_plain_line(self, typed, kept):
        assert clean(typed) == kept

    @pytest.mark.parametrize(
        "typed",
        ["a\nb", "a\tb", "a\x00", "a\u202eb", "a\u200bb", "\ud800", "\ue000", "a\u200db",
         "e\u0301\u0302\u0303\u0304", "a\u2028b", "a\u200d", "\u3164", "\u2800",
         "葛\U000e0100"],
    )  # fmt: skip
    def test_what_breaks_a_line_or_climbs_out_of_it_is_refused(self, typed):
        with pytest.raises(Invalid) as refused:
            clean(typed)

        assert refused.value.code == "viewing.comment_characters"

    @pytest.mark.parametrize("typed", ["", "   ", "好" * 61, "\u1680", "a" * 100_000])
    def test_it_has_1_to_60_characters(self, typed):
        with pytest.raises(Invalid) as refused:
            clean(typed)

        assert refused.value.code == "viewing.comment_length"

    def test_what_grows_when_it_is_written_plainly_is_measured_then(self):
        with pytest.raises(Invalid):
            clean("\ufdfa" * 10)

    @settings(deadline=None)
    @given(st.text(max_size=80))
    def test_whatever_is_typed_is_a_clean_line_or_refused(self, typed):
        try:
            line = clean(typed)
        except Invalid:
            return

        assert clean(line) == line
        assert 1 <= len(line) <= CHARACTERS_MAX
        assert line.isprintable() or "\u200d" in line


class TestContact:
    @pytest.mark.parametrize(
        "text",
        ["看片 www.abc", "http://x", "加 13912345678", "1 3 9 1 2 3 4 5", "abc.top",
         "@someone1", "ａｂｃ．ｃｏｍ", "139-1234-5678"],
    )  # fmt: skip
    def test_places_and_numbers_are_seen(self, text):
        assert offers_contact(text)

    @pytest.mark.parametrize(
        "text", ["666666", "第12集 3分20秒", "2026年", "好看!!", "a.b", "1+1=2"]
    )
    def test_talk_is_not(self, text):
        assert not offers_contact(text)


class TestFolding:
    def test_what_says_the_same_within_five_seconds_is_one_line_with_a_number(self):
        said = [Line("a", 1_000, "哈哈哈"), Line("b", 4_000, "哈哈哈哈哈！"),
                Line("c", 4_500, "好"), Line("d", 5_000, "哈哈")]  # fmt: skip
        found = [(line.id, line.count) for line in together(said)]

        assert found == [("a", 2), ("c", 1), ("d", 1)]

    @settings(deadline=None)
    @given(LINES)
    def test_nobody_is_lost_in_it(self, lines):
        assert sum(one.count for one in together(lines)) == sum(one.count for one in lines)

    @settings(deadline=None)
    @given(LINES, st.randoms(use_true_random=False))
    def test_the_order_of_what_is_given_makes_no_difference(self, lines, chance):
        mixed = list(lines)
        chance.shuffle(mixed)

        assert together(mixed) == together(lines)
        assert sampled(mixed, 2) == sampled(lines, 2)
        assert placed(mixed) == placed(lines)


class TestDensity:
    """most N per second by density, stable sampling"""

    @settings(deadline=None)
    @given(LINES, st.integers(1, 6))
    def test_no_second_has_more(self, lines, most):
        found = [line.position_ms // 1_000 for line in sampled(lines, most)]

        assert all(found.count(second) <= most for second in found)

    @settings(deadline=None)
    @given(LINES)
    def test_more_density_only_adds(self, lines):
        few, some, many = (set(sampled(lines, one)) for one in Density)

        assert few <= some <= many

    @settings(deadline=None)
    @given(LINES, st.integers(1, 6), WORDS, st.integers(0, 60_000))
    def test_a_line_that_is_added_takes_the_place_of_one_at_most(self, lines, most, text, at):
        before = set(sampled(lines, most))
        after = set(sampled([*lines, Line("new", at, text)], most))

        assert len(before - after) <= 1

    @settings(deadline=None)
    @given(LINES, st.integers(0, 60), st.integers(0, 60), st.integers(1, 6))
    def test_a_window_of_whole_seconds_shows_what_the_whole_film_shows(
        self, lines, one, other, most
    ):
        low, high = sorted((one * 1_000, other * 1_000))
        inside = [line for line in lines if low <= line.position_ms < high]
        whole = [one for one in sampled(lines, most) if low <= one.position_ms < high]

        assert list(sampled(inside, most)) == whole


def span(flying, at_ms, field):
    """Where a line is at a moment, in half-width characters times the time of travel."""
    wide, passed = flying.line.width, at_ms - flying.line.position_ms
    head = field.width * field.travel_ms - passed * (field.width + wide)
    return head, head + wide * field.travel_ms


class TestRows:
    """never over subtitles"""

    @settings(deadline=None)
    @given(LINES)
    def test_in_a_row_no_line_touches_another(self, lines):
        found = placed(lines)
        for first in found:
            for second in found:
                begin, end = second.line.position_ms, first.line.position_ms + FIELD.travel_ms
                together_ms = range(begin, end + 1, 500)
                if first is second or first.row != second.row:
                    continue
                if first.line.position_ms > second.line.position_ms or begin >= end:
                    continue
                for at_ms in together_ms:
                    assert span(first, at_ms, FIELD)[1] <= span(second, at_ms, FIELD)[0]

    @settings(deadline=None)
    @given(LINES, BUSY)
    def test_none_is_where_words_of_the_film_are(self, lines, busy):
        every = [*placed(lines, busy), *(alone(line, busy) for line in lines)]
        for flying in every:
            begin, end = flying.line.position_ms, flying.line.position_ms + FIELD.travel_ms
            for one in busy:
                over = one.start_ms < end and begin < one.end_ms

                assert not (over and flying.row in one.rows)

    @settings(deadline=None)
    @given(LINES, BUSY)
    def test_a_line_on_its_own_is_always_shown_and_never_too_early(self, lines, busy):
        for line in lines:
            assert alone(line, busy).line.position_ms >= line.position_ms

    @settings(deadline=None)
    @given(LINES, BUSY)
    def test_lines_that_begin_later_change_nothing_before(self, lines, busy):
        half = [line for line in lines if line.position_ms < 30_000]
        found = [one for one in placed(lines, busy) if one.line.position_ms < 30_000]

        assert list(placed(half, busy)) == found

    def test_the_rows_stand_below_the_label_and_above_the_subtitles(self):
        assert FIELD.top_permille >= 160
        assert FIELD.top_permille + FIELD.rows * FIELD.row_permille <= 680
        assert FIELD.rows_between(680, 1_000) == range(7, 7)
        assert FIELD.rows_between(125, 245) == range(3)
        assert FIELD.rows_between(170, 206) == range(1)
        assert list(FIELD.rows_between(0, 1_000)) == list(range(7))

    def test_a_field_of_one_row_shows_one_line_at_a_time(self):
        field = Field(rows=1, width=12, travel_ms=1_000)
        lines = [Line("a", 0, "好好好"), Line("b", 100, "好"), Line("c", 900, "好")]

        assert [one.line.id for one in placed(lines, (), field)] == ["a", "c"]


class TestBlockedWords:
    @pytest.mark.parametrize("text", ["剧透来了", "剧 透", "剧！透"])
    def test_they_are_found_however_they_are_written(self, text):
        lines = (Line("a", 0, text), Line("b", 0, "好看"))

        assert [line.id for line in unblocked(lines, ["剧透"])] == ["b"]

    def test_a_word_of_nothing_blocks_nothing(self):
        lines = (Line("a", 0, "好"),)

        assert unblocked(lines, [""]) == lines


def test_the_number_behind_a_line_is_part_of_its_width():
    assert Line("a", 0, "好a").width == width_of("好a") == 3
    assert Line("a", 0, "好a", 12).width == 3 + width_of(" ×12") + 1


def test_folding_knows_no_case_width_or_runs():
    assert folded("ＷＯＷ!!!") == folded("wow") == "wow"
    assert folded("哈哈哈哈哈哈") == folded("哈哈")
    assert folded("爸") != folded("爸爸")
    assert folded("？？？？") == folded("？？？")
