from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.edit import EditWords, edit
from piying.cut.flatten import starts
from piying.cut.mix import plan_sounds
from piying.cut.rolls import END_HOLD_MS, SHORT_MS_MAX
from piying.model.canon import canonical, decode, digest
from piying.model.clock import Rate
from piying.model.cut import CaptionKind, CardKind, Cut, TrackKind
from piying.model.errors import Invalid
from piying.model.shot import Move, Transition

RATE = Rate(25)
WORDS = EditWords("第1集", "未完待续")


def refusal(board, rolls, music=None, sounds=None):
    with pytest.raises(Invalid) as refused:
        edit(board, rolls, music, sounds, rate=RATE, label_text="AI生成", words=WORDS)
    return refused.value


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_every_spoken_line_has_its_words_on_the_screen_letter_for_letter(films, data):
    film = data.draw(films)
    words = {}
    for caption in film.cut.captions:
        if caption.role is not CaptionKind.SUPER:
            words[caption.shot] = words.get(caption.shot, "") + caption.text

    said = {s.id: s.spec.speech.text for s in film.board.shots if s.spec.speech is not None}

    assert words == said


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_captions_never_overlap_and_stay_inside_the_film(films, data):
    cut = data.draw(films).cut
    spoken = [c for c in cut.captions if c.role is not CaptionKind.SUPER]
    supers = [c for c in cut.captions if c.role is CaptionKind.SUPER]

    for captions in (spoken, supers):
        for before, after in pairwise(captions):
            assert before.start + before.length <= after.start
        for caption in captions:
            assert caption.start >= 0
            assert caption.length >= 1
            assert caption.start + caption.length <= cut.length_frames


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_every_voice_is_heard_whole_inside_its_own_shot(films, data):
    film = data.draw(films)
    begins = dict(zip((c.shot for c in film.cut.pictures), starts(film.cut), strict=True))
    lengths = {c.shot: c.length_frames for c in film.cut.pictures}
    voices = film.cut.sounds[0]

    for clip in voices.clips:
        begin = begins[clip.shot]
        assert film.rate.samples_at(begin) <= clip.start
        assert clip.start + clip.length <= film.rate.samples_at(begin + lengths[clip.shot])
    assert [c.length for c in voices.clips] == [
        r.voice.facts.sample_count for r in film.rolls if r.voice is not None
    ]


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_a_film_is_as_long_as_its_rolls_and_the_hold_and_transitions_add_nothing(films, data):
    film = data.draw(films)

    total = sum(roll.length_frames for roll in film.rolls)

    assert film.cut.length_frames == total + film.rate.frames_of_ms(END_HOLD_MS)
    assert [clip.shot for clip in film.cut.pictures] == [s.id for s in film.board.shots]
    for clip in film.cut.pictures:
        assert clip.transition_frames < clip.length_frames
        assert (clip.transition is Transition.CUT) == (clip.transition_frames == 0)


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_equal_rolls_in_any_order_give_the_same_cut(films, data):
    film = data.draw(films)

    again = edit(
        film.board,
        film.rolls[::-1],
        None,
        None,
        rate=film.rate,
        label_text="AI生成",
        words=WORDS,
    )

    assert digest(replace(again, sounds=film.cut.sounds)) == digest(film.cut)


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_a_cut_is_read_back_from_its_canonical_bytes(films, data):
    cut = data.draw(films).cut

    assert decode(canonical(cut), Cut) == cut


def test_a_missing_shot_is_refused_by_name(make):
    board = make.board(make.spec(), make.spec(), make.spec())

    refused = refusal(board, make.rolls(board, {}, RATE)[:1])

    assert (refused.code, refused.data["shots"]) == ("cut.shot_missing", "s1, s2")


def test_a_shot_given_twice_is_refused(make):
    board = make.board(make.spec())
    (roll,) = make.rolls(board, {}, RATE)

    assert refusal(board, (roll, roll)).code == "cut.shot_twice"


def test_a_board_without_shots_is_refused(make):
    assert refusal(make.board(), ()).code == "cut.empty"


def test_a_line_without_a_voice_is_refused_by_name(make):
    board = make.board(make.spec(speech=make.speech("走。")))

    refused = refusal(board, make.rolls(board, {}, RATE))

    assert (refused.code, refused.data["shots"]) == ("cut.voice_missing", "s0")


def test_a_line_without_words_has_no_caption_and_is_refused(make):
    board = make.board(make.spec(speech=make.speech("  ")))

    refused = refusal(board, make.rolls(board, {"s0": make.voice(9_600)}, RATE))

    assert (refused.code, refused.data["shots"]) == ("cut.caption_missing", "s0")


def test_a_roll_that_would_cut_its_line_is_refused(make):
    board = make.board(make.spec(speech=make.speech("走。")))
    (roll,) = make.rolls(board, {"s0": make.voice(96_000)}, RATE)

    refused = refusal(board, (replace(roll, length_frames=53),))

    assert (refused.code, refused.data["needed"]) == ("cut.voice_cut_short", 54)


def test_a_voice_of_another_sample_rate_is_refused(make):
    board = make.board(make.spec(speech=make.speech("走。")))
    (roll,) = make.rolls(board, {"s0": replace(make.voice(9_600), sample_rate=24_000)}, RATE)

    assert refusal(board, (roll,)).code == "cut.sample_rate"


def test_music_and_sounds_that_were_not_made_are_refused_by_name(make):
    board = make.board(make.spec(sounds=("ding",)))
    rolls = make.rolls(board, {}, RATE)

    assert refusal(board, rolls, {}).data["briefs"] == "calm 4000 ms"
    assert refusal(board, rolls, None, {}).data["briefs"] == "ding 1500 ms"


def test_a_take_that_is_too_short_is_refused(make):
    film = make.film(make.board(make.spec(sounds=("ding",))), {})
    brief = next(iter(_sound_briefs(film)))
    short = make.chosen("ding", replace(make.voice(1_000), channels=2))

    assert refusal(film.board, film.rolls, None, {brief: short}).code == "cut.sound_short"


def _sound_briefs(film):
    lengths = {roll.shot.id: roll.length_frames for roll in film.rolls}
    return [plan.brief for plan in plan_sounds(film.board, lengths, film.rate)]


def test_tracks_that_a_person_leaves_out_are_left_out(make):
    board = make.board(make.spec(sounds=("ding",)))

    cut = edit(
        board,
        make.rolls(board, {}, RATE),
        None,
        None,
        rate=RATE,
        label_text="AI生成",
        words=WORDS,
    )

    assert [track.track for track in cut.sounds] == [TrackKind.DIALOGUE]


def test_music_goes_down_twelve_decibels_under_speech(make):
    cut = make.film(make.board(make.spec()), {}).cut

    assert {t.track: t.duck_mb for t in cut.sounds}[TrackKind.MUSIC] == 1_200


def test_the_title_is_there_from_the_start_where_nobody_speaks(make):
    title = make.film(make.board(make.spec(length_ms=8_000)), {}).cut.cards[0]

    assert (title.role, title.start, title.length) == (CardKind.TITLE, 0, 63)
    assert title.lines == ("长夜", "第1集", "归来")


def test_the_title_waits_for_a_hook_that_speaks(make):
    board = make.board(make.spec(speech=make.speech("走！"), length_ms=8_000))

    assert make.film(board, {"s0": make.voice(48_000)}).cut.cards[0].start == 25


def test_the_end_card_lies_over_the_held_last_picture(make):
    cut = make.film(make.board(make.spec()), {}).cut

    end = cut.cards[1]

    assert (end.role, end.start, end.lines) == (CardKind.END, 50, ("未完待续",))
    assert end.start + end.length == cut.length_frames


def test_the_label_is_there_from_the_first_frame_for_more_than_three_seconds(make):
    label = make.film(make.board(make.spec(length_ms=8_000)), {}).cut.label

    assert (label.text, label.start, label.length) == ("AI生成", 0, 100)


@pytest.mark.parametrize(
    "way", [Transition.DISSOLVE, Transition.INK, Transition.WIPE, Transition.PUSH_UP]
)
def test_a_film_that_would_come_out_of_another_picture_fades_in(make, way):
    board = make.board(make.spec(transition=way))

    assert make.film(board, {}).cut.pictures[0].transition is Transition.FADE


def test_on_screen_words_stand_for_their_shot(make):
    board = make.board(make.spec(), make.spec(onscreen="三年后", length_ms=3_000))

    (shown,) = make.film(board, {}).cut.captions

    assert (shown.start, shown.length, shown.role) == (50, 75, CaptionKind.SUPER)


def test_readings_are_shown_where_they_are_asked_for_and_only_there(make):
    text, aloud = "还给你，上当了。", "还[huan2]给你，上当[shang4 dang4]了。"
    for ruby, shown in ((True, ["huán", "shàng", "dàng"]), (False, [])):
        speech = make.speech(text, aloud=aloud, ruby=ruby)
        cut = make.film(make.board(make.spec(speech=speech)), {"s0": make.voice(96_000)}).cut

        assert [one.reading for c in cut.captions for one in c.ruby] == shown
        assert "".join(c.text for c in cut.captions) == text


def test_on_screen_words_stand_in_columns_where_it_is_asked_for(make):
    spec = make.spec(onscreen="三年后", onscreen_vertical=True, length_ms=2_000)

    assert [c.vertical for c in make.film(make.board(spec), {}).cut.captions] == [True]


def test_a_caption_keeps_the_names_in_it_whole(make):
    board = make.board(
        make.spec(speech=make.speech("欧阳长安来了。", character="林晚")),
        make.spec(speech=make.speech("林晚，走吧。", character="欧阳长安")),
    )
    cut = make.film(board, {"s0": make.voice(96_000), "s1": make.voice(96_000)}).cut

    assert [c.keep for c in cut.captions] == [("欧阳长安",), ("林晚",)]


def brought(make, media_type, frames, **spec):
    """A board of two shots whose pictures are of this type, and its rolls."""
    board = make.board(make.spec(), make.spec(**spec))
    rolls = tuple(
        replace(
            roll,
            picture=replace(
                roll.picture,
                facts=replace(roll.picture.facts, media_type=media_type, frame_count=frames),
            ),
        )
        for roll in make.rolls(board, {}, RATE)
    )
    return board, rolls


def test_a_picture_that_is_no_stage_is_told_how_it_is_shown(make):
    board, rolls = brought(make, "image/png", 0, move=Move.PUSH, flashback=True)
    cut = edit(board, rolls, None, None, rate=RATE, label_text="AI生成", words=WORDS)
    first, last = (clip.direction for clip in cut.pictures)
    stages = edit(board, make.rolls(board, {}, RATE), None, None, rate=RATE,
                  label_text="AI生成", words=WORDS)  # fmt: skip

    assert (last.move, last.flashback, first.flashback) == (Move.PUSH, True, False)
    assert (first.held_frames, last.held_frames) == (0, RATE.frames_of_ms(END_HOLD_MS))
    assert [clip.direction for clip in stages.pictures] == [None, None]


def test_a_clip_that_ends_long_before_its_shot_is_refused_by_name(make):
    board, rolls = brought(make, "video/mp4", 0)
    length = rolls[0].length_frames
    allowed = RATE.frames_of_ms(SHORT_MS_MAX)

    error = refusal(*brought(make, "video/mp4", length - allowed - 1))
    assert (error.code, error.data["shot"]) == ("cut.picture_short", board.shots[0].id)
    board, rolls = brought(make, "video/mp4", length - allowed)
    assert edit(board, rolls, None, None, rate=RATE, label_text="AI生成", words=WORDS)
