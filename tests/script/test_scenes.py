"""Scenes of beats, derived from a script."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.script import Beat, BeatKind, Delivery, ElementKind, Heading, Scene
from piying.script.inline import plain
from piying.script.lines import WHITE
from piying.script.parse import parse
from piying.script.scenes import episodes, scenes

CHINESE = """\
Title: 来电

= 大纲：一个故事。

= 人物小传：甲（28）：医生

# 第1集：重逢

.1-1 夜 外 码头

人物：张明、李华（旁观）

【字幕：三年后】

@张明
（低声）
别长[chang2]了。[[特写]]

他走了。

[[推近]]

@旁白
很久以后。

.1-2 日 内 客厅

@王五（OS）
~啦啦

# 第2集

.2-1 日 内 客厅

走。
"""


def of(text: str) -> tuple[Scene, ...]:
    return scenes(parse(text).script)


def beats(text: str) -> list[Beat]:
    return [beat for scene in of(text) for beat in scene.beats]


def told(text: str) -> list[tuple[str, str]]:
    return [(beat.kind.value, beat.text) for beat in beats(text)]


def shape(text: str) -> list[tuple[int, str, list[str]]]:
    return [
        (one.number, one.title, [scene.heading.location for scene in one.scenes])
        for one in episodes(parse(text).script)
    ]


class TestEpisodes:
    def test_begin_with_their_marks(self):
        assert shape(CHINESE) == [(1, "重逢", ["码头", "客厅"]), (2, "", ["客厅"])]

    def test_begin_with_a_heading_of_another_number(self):
        assert shape(".1-1 日 内 家\n\n.1-2 日 内 街\n\n.2-1 日 内 店") == [
            (1, "", ["家", "街"]),
            (2, "", ["店"]),
        ]

    def test_a_script_without_marks_is_episode_one(self):
        assert shape("INT. A - DAY\n\nINT. B - DAY") == [(1, "", ["A", "B"])]

    def test_a_number_that_comes_back_goes_on(self):
        text = "# 第1集：一\n\n.日 内 家\n\n# 第2集\n\n.日 内 街\n\n# 第1集\n\n.日 内 店"

        assert shape(text) == [(1, "一", ["家", "店"]), (2, "", ["街"])]
        assert [scene.number for scene in of(text)] == [1, 2, 1]

    def test_a_mark_with_nothing_behind_it_is_none(self):
        assert shape("# 第1集\n\n= 提要") == []

    def test_words_before_the_first_mark_belong_to_its_episode(self):
        assert shape("下雨。\n\n# 第3集\n\n.日 内 家") == [(3, "", ["", "家"])]


class TestScenes:
    def test_are_counted_within_the_episode_and_know_their_heading(self):
        found = of(CHINESE)

        assert [(one.episode, one.number) for one in found] == [(1, 1), (1, 2), (2, 1)]
        assert [parse(CHINESE).script.elements[one.element].kind for one in found] == [
            ElementKind.HEADING
        ] * 3

    def test_words_before_the_first_heading_are_a_scene_without_one(self):
        found = of("Rain falls.\n\nINT. A - DAY\n\nHe waits.")

        assert found[0].heading == Heading()
        assert [scene.number for scene in found] == [1, 2]

    def test_a_fade_in_before_the_first_heading_goes_into_its_scene(self):
        text = "FADE IN:\n\n[[slowly]]\n\nINT. A - DAY\n\nHe waits."

        assert len(of(text)) == 1
        assert told(text) == [("transition", "FADE IN:"), ("action", "He waits.")]
        assert beats(text)[0].notes == ("slowly",)

    def test_front_matter_is_not_seen(self):
        assert told("Title: X\n\n# Act\n\n= 大纲：a\n\n= b\n\n/* c */\n\n===\n\nHe waits.") == [
            ("action", "He waits.")
        ]

    def test_the_cast_is_the_list_and_then_who_speaks(self):
        assert [scene.cast for scene in of(CHINESE)] == [("张明", "李华"), ("王五",), ()]

    def test_a_heading_alone_is_a_scene(self):
        assert [len(scene.beats) for scene in of("INT. A - DAY\n\nINT. B - DAY")] == [0, 0]


class TestBeats:
    def test_the_beats_of_a_scene(self):
        first, line, action, narrated = of(CHINESE)[0].beats

        assert (first.kind, first.text) == (BeatKind.SUPER, "三年后")
        assert (line.kind, line.text, line.aloud) == (
            BeatKind.LINE,
            "别长了。",
            "别长[chang2]了。",
        )
        assert (line.speaker, line.manner, line.notes) == ("张明", "低声", ("特写",))
        assert (action.kind, action.notes) == (BeatKind.ACTION, ("推近",))
        assert (narrated.speaker, narrated.delivery) == ("旁白", Delivery.NARRATION)
        assert parse(CHINESE).script.elements[line.element].text == "别长[chang2]了。[[特写]]"

    def test_lyrics_are_sung_lines(self):
        (sung,) = of(CHINESE)[1].beats

        assert (sung.text, sung.sung, sung.delivery) == ("啦啦", True, Delivery.OS)

    def test_each_dialogue_has_the_parentheticals_before_it(self):
        text = "BOB\n(a)\n(b)\nOne.\n(c)\nTwo.\n(d)"

        assert [(beat.text, beat.manner) for beat in beats(text)] == [
            ("One.", "a；b"),
            ("Two.", "c；d"),
        ]

    def test_dual_dialogue(self):
        assert [beat.dual for beat in beats("A\nOne.\n\nB ^\nTwo.")] == [False, True]

    def test_a_line_of_nothing_but_a_note_is_no_line(self):
        text = "BOB\nOne.\n(x)\n[[n]]\n\nHe waits."

        assert [(beat.text, beat.notes) for beat in beats(text)] == [
            ("One.", ("n",)),
            ("He waits.", ()),
        ]

    def test_a_note_that_stands_behind_nothing_is_a_beat(self):
        assert told("INT. A - DAY\n\n[[wide]]\n\nHe waits.") == [
            ("note", "wide"),
            ("action", "He waits."),
        ]

    def test_empty_lines_of_action_are_no_beat(self):
        assert told("He.\n\n\n\nShe.") == [("action", "He."), ("action", "She.")]


class TestFlashbacks:
    def test_last_to_their_end(self):
        text = (
            ".日 内 家\n\n一。\n\n【闪回】\n\n.日 内 街\n\n二。\n\n.日 内 店\n\n三。\n\n"
            "【闪回结束】\n\n四。"
        )

        assert [(beat.text, beat.flashback) for beat in beats(text)] == [
            ("一。", False),
            ("二。", True),
            ("三。", True),
            ("四。", False),
        ]

    def test_without_an_end_last_to_the_end_of_the_first_scene_played_in_them(self):
        text = ".日 内 家\n\n一。\n\n【闪回】\n\n.日 内 街\n\n二。\n\n.日 内 店\n\n三。"

        assert [beat.flashback for beat in beats(text)] == [False, True, False]

    def test_end_with_the_episode(self):
        text = "# 第1集\n\n【闪回】\n\n一。\n\n# 第2集\n\n二。\n\n【闪回结束】\n\n三。"

        assert [beat.flashback for beat in beats(text)] == [True, False, False]


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "BOB\nHi.",
                "@张明\n（走）\n好。\n\n",
                "~la\n~lo",
                "(beat)",
                "[[n]]",
                "/* x */",
                "INT. A - DAY",
            ),
            *(
                ".2-1 日 内 家",
                "# 第2集",
                "# 第1集",
                "【闪回】",
                "【闪回结束】",
                "人物：甲",
                "He waits.",
                "  ",
            ),
            *(
                "CUT TO:",
                "> A <",
                "BOB\n[[n]]\n*One*\n(x)\n~two\n[[m]]",
                "@OS\n不。",
                "= x",
                "===",
            ),
        ]
    ),
    max_size=12,
)


@given(PIECES, st.sampled_from(["\n", "\n\n"]))
@settings(deadline=None, max_examples=200)
def test_every_spoken_line_is_exactly_one_beat_in_order(pieces, end):
    script = parse(end.join(pieces)).script
    found = [beat for scene in scenes(script) for beat in scene.beats]
    spoken = [
        at
        for at, element in enumerate(script.elements)
        if element.kind in (ElementKind.DIALOGUE, ElementKind.LYRICS)
        and plain(element.text).strip(WHITE + "\n")
    ]

    assert sorted(beat.element for beat in found if beat.kind is BeatKind.LINE) == spoken


@given(PIECES, st.sampled_from(["\n", "\n\n"]))
@settings(deadline=None, max_examples=200)
def test_scenes_and_episodes_are_numbered_and_no_note_is_lost(pieces, end):
    script = parse(end.join(pieces)).script
    found = episodes(script)

    assert len({one.number for one in found}) == len(found)
    for one in found:
        assert [scene.number for scene in one.scenes] == list(range(1, len(one.scenes) + 1))
        assert {scene.episode for scene in one.scenes} == {one.number}
    told_notes = sum(
        len(beat.notes) + (beat.kind is BeatKind.NOTE)
        for scene in scenes(script)
        for beat in scene.beats
    )
    assert told_notes == sum(element.text.count("[[") for element in script.elements) + sum(
        element.kind is ElementKind.NOTE for element in script.elements
    )


def test_one_person_in_capitals_and_without_is_one_speaker():
    script = parse("INT. HALL - DAY\n\n@Tom\nOne.\n\nTOM\nTwo.\n\nTOM\nThree.\n").script

    (episode,) = episodes(script)

    assert {beat.speaker for beat in episode.scenes[0].beats} == {"TOM"}
    assert episode.scenes[0].cast == ("TOM",)
