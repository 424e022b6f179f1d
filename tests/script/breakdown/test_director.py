"""The grammar of the director, as properties over scripts made up at random."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from piying.model.canon import Digest
from piying.model.errors import Invalid
from piying.model.people import Age, Cast, Character, Look, Voice
from piying.model.script import (
    Beat,
    BeatKind,
    DayTime,
    Delivery,
    EpisodeText,
    Heading,
    Place,
    Scene,
    Severity,
    Span,
)
from piying.model.shot import Framing, Move, Size, Transition, Weather
from piying.script.breakdown import direct
from piying.script.breakdown.speech import spoken_ms
from piying.script.castfile import CastPreset, auto_cast
from piying.script.read import read
from piying.script.scenes import episodes as told_episodes

# the rules as they are written, not as the module has them
SIZE_STEPS_MIN = 2
TURN_DEGREES_MIN = 30
SAME_SIZE_MAX = 3
SHOT_MS_MIN, SHOT_MS_MAX = 1_200, 6_000
HOOK_MS_MAX = 3_000

SCRIPT = Digest("0" * 64)
NAMES = ("林夏", "陈默", "周总", "林父")
NARRATOR = Voice(timbre="narrator")
CAST = Cast(
    characters=tuple(Character(name, look=Look(), voice=Voice(timbre=name)) for name in NAMES),
    narrator=NARRATOR,
    title="来电显示是我",
)
SIZES = list(Size)
PHRASES = (
    "我不认识你", "滚出去", "你怎么在这", "我们离婚吧", "别怕", "好的", "今天的天气真好",
    "三年前你亲口对我说过的话", "那场手术以后", "对不起", "你也配", "我爱你", "签了这份合同",
    "图纸上还是咱们家的名字", "you said it yourself", "十二月二十五日",
)  # fmt: skip
DEEDS = (
    "林夏走进房间", "陈默举起手机", "两人对视", "众人哗然", "窗外大雨", "周总猛地拍桌",
    "他转身离开", "门开了", "林夏捂住嘴，泪流满面", "桌上放着一封信", "云海翻涌",
    "陈默递给林夏一把钥匙", "林父独自坐在椅子上", "她给了他一巴掌",
)  # fmt: skip


NOTES = (
    "镜头: 特写 推近 2s", "镜头: 空镜", "镜头: 双人 | 近景", "镜头: 插入:手机", "记得补拍",
    "音乐: sorrow", "镜头: 群像 仰", "镜头: 过肩 | 林父 | 双人", "镜头: 插入:信 | 空镜 1.4s",
)  # fmt: skip


def sentences(phrases, most):
    marks = st.sampled_from(["。", "！", "？", "，", "……", "？！", "——", "。”", "\n"])
    piece = st.tuples(st.sampled_from(phrases), marks).map("".join)
    return st.lists(piece, min_size=1, max_size=most).map("".join)


@st.composite
def beats(draw, *, notes=False):
    kinds = [BeatKind.LINE, BeatKind.LINE, BeatKind.LINE, BeatKind.ACTION, BeatKind.ACTION,
             BeatKind.SUPER, BeatKind.TRANSITION]  # fmt: skip
    kind = draw(st.sampled_from(kinds))
    flashback = draw(st.sampled_from([False, False, False, True]))
    said = ()
    if notes and draw(st.booleans()):
        said = (draw(st.sampled_from(NOTES)),)
    if kind is BeatKind.LINE:
        text = draw(sentences(PHRASES, 9))
        delivery = draw(st.sampled_from([*[Delivery.SPOKEN] * 4, *Delivery]))
        speaker = "" if delivery is Delivery.NARRATION else draw(st.sampled_from(NAMES))
        manner = draw(st.sampled_from(["", "", "暴怒", "哭", "冷笑", "震惊", "温柔", "打电话"]))
        return Beat(
            kind, text, text, speaker, delivery, manner, notes=said, flashback=flashback
        )
    if kind is BeatKind.ACTION:
        return Beat(kind, draw(sentences(DEEDS, 5)), notes=said, flashback=flashback)
    if kind is BeatKind.SUPER:
        return Beat(kind, draw(st.sampled_from(["三年后", "2002年夏", "沪上，张家"])))
    return Beat(kind, draw(st.sampled_from(["切至", "叠化", "FADE OUT."])))


@st.composite
def scenes(draw, *, notes=False):
    told = tuple(draw(st.lists(beats(notes=notes), min_size=1, max_size=9)))
    listed = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
    speakers = [b.speaker for b in told if b.kind is BeatKind.LINE and b.speaker]
    heading = Heading(
        place=draw(st.sampled_from(Place)),
        location=draw(st.sampled_from(["客厅", "写字楼天台", "某处", "病房"])),
        day_time=draw(st.sampled_from(DayTime)),
    )
    return Scene(heading, 1, 1, tuple(dict.fromkeys([*listed, *speakers])), told)


@st.composite
def episodes(draw, *, notes=False):
    told = draw(st.lists(scenes(notes=notes), min_size=1, max_size=4))
    element = 0
    made = []
    for number, scene in enumerate(told, start=1):
        head = element
        numbered = []
        for beat in scene.beats:
            element += 1
            numbered.append(replace(beat, element=element))
        element += 1
        made.append(Scene(scene.heading, 1, number, scene.cast, tuple(numbered), head))
    return EpisodeText(1, "别签字", tuple(made))


def board_of(episode, cast=CAST, **more):
    return direct(episode, cast, script=SCRIPT, **more)[0]


def specs_of(episode):
    return [shot.spec for shot in board_of(episode).shots]


def focus(spec):
    names = [subject.character for subject in spec.subjects]
    if spec.framing is Framing.INSERT:
        return ("thing", spec.insert)
    if spec.framing is Framing.EMPTY:
        return ("place",)
    return (
        tuple(names[:1])
        if spec.framing in (Framing.SINGLE, Framing.OVER)
        else tuple(sorted(names))
    )


def by_scene(specs):
    return [list(group) for _, group in groupby(specs, key=lambda spec: spec.scene)]


quick = settings(deadline=None, max_examples=15)


class TestWords:
    """One spoken line stays one take unless it is long; its pieces together are the line."""

    @pytest.mark.property
    @quick
    @given(episodes(notes=True))
    def test_the_speeches_of_a_line_are_the_line_letter_for_letter(self, episode):
        specs = specs_of(episode)
        for scene in episode.scenes:
            for beat in scene.beats:
                if beat.kind is BeatKind.LINE:
                    said = [s.speech for s in specs if s.element == beat.element and s.speech]

                    assert "".join(speech.text for speech in said) == beat.text
                    assert "".join(speech.aloud for speech in said) == beat.aloud
                    assert {speech.delivery for speech in said} == {beat.delivery}
                    assert {speech.character for speech in said} == {beat.speaker}

    @pytest.mark.property
    @quick
    @given(episodes(notes=True))
    def test_the_actions_of_a_beat_are_its_words_letter_for_letter(self, episode):
        specs = specs_of(episode)
        for scene in episode.scenes:
            for beat in scene.beats:
                if beat.kind is BeatKind.ACTION:
                    shown = [s.action for s in specs if s.element == beat.element]

                    assert "".join(shown) == beat.text

    @pytest.mark.property
    @quick
    @given(episodes(notes=True))
    def test_words_stand_in_the_board_in_the_order_of_the_script(self, episode):
        said = "".join(
            (spec.speech.text if spec.speech else "") + spec.action
            for spec in specs_of(episode)
        )
        written = "".join(
            beat.text
            for scene in episode.scenes
            for beat in scene.beats
            if beat.kind in (BeatKind.LINE, BeatKind.ACTION)
        )

        assert said == written

    @pytest.mark.property
    @quick
    @given(episodes(notes=True))
    def test_every_super_is_on_the_screen_once(self, episode):
        shown = "\n".join(spec.onscreen for spec in specs_of(episode) if spec.onscreen)
        written = [b.text for s in episode.scenes for b in s.beats if b.kind is BeatKind.SUPER]

        assert shown.split("\n") == (written or [""])

    @pytest.mark.property
    @quick
    @given(episodes())
    def test_the_narrator_speaks_with_the_narrators_voice_and_others_with_theirs(self, episode):
        for spec in specs_of(episode):
            if spec.speech is not None:
                name = spec.speech.character
                voice = CAST.find(name).voice if name else NARRATOR

                assert spec.speech.voice == voice


class TestGrammar:
    """30-degree rule: two shots of one subject differ by two sizes or by 30 degrees."""

    @pytest.mark.property
    @quick
    @given(episodes())
    def test_no_two_shots_of_one_subject_jump(self, episode):
        for scene in by_scene(specs_of(episode)):
            for one, other in pairwise(scene):
                if focus(one) == focus(other):
                    steps = abs(SIZES.index(one.size) - SIZES.index(other.size))
                    turned = bool(one.subjects) and abs(
                        abs(one.subjects[0].yaw_degrees) - abs(other.subjects[0].yaw_degrees)
                    )

                    assert steps >= SIZE_STEPS_MIN or turned >= TURN_DEGREES_MIN

    @pytest.mark.property
    @quick
    @given(episodes())
    def test_no_more_than_three_shots_of_one_size_follow_each_other(self, episode):
        for scene in by_scene(specs_of(episode)):
            for _, run in groupby(spec.size for spec in scene):
                assert len(list(run)) <= SAME_SIZE_MAX

    @pytest.mark.property
    @quick
    @given(episodes(notes=True))
    def test_the_line_of_action_is_never_crossed(self, episode):
        """180-degree rule: who stands left looks right, through the whole scene."""
        for scene in by_scene(specs_of(episode)):
            figures = [subject for spec in scene for subject in spec.subjects]
            for name in {figure.character for figure in figures}:
                own = [figure for figure in figures if figure.character == name]

                assert len({figure.side for figure in own}) == 1
                assert len({figure.yaw_degrees > 0 for figure in own}) == 1
                assert (own[0].yaw_degrees > 0) == (own[0].side <= 0)

    @pytest.mark.property
    @quick
    @given(episodes())
    def test_two_in_dialogue_look_at_each_other(self, episode):
        for spec in specs_of(episode):
            if spec.framing is Framing.OVER:
                assert len(spec.subjects) == 2
                one, other = spec.subjects
                assert one.yaw_degrees * other.yaw_degrees < 0
                assert (one.depth, other.depth) == (0, 1)

    @pytest.mark.property
    @quick
    @given(episodes())
    def test_shots_are_long_enough_and_only_words_make_them_longer(self, episode):
        for spec in specs_of(episode):
            assert spec.length_ms >= SHOT_MS_MIN
            assert spec.length_ms % 40 == 0
            if spec.speech is None:
                assert spec.length_ms <= SHOT_MS_MAX
            else:
                assert spec.length_ms >= spoken_ms(spec.speech.text)

    @pytest.mark.property
    @quick
    @given(episodes(notes=True))
    def test_framing_and_figures_agree(self, episode):
        counts = {
            Framing.EMPTY: {0},
            Framing.INSERT: {0},
            Framing.SINGLE: {1},
            Framing.TWO: {2},
            Framing.OVER: {2},
            Framing.GROUP: {3, 4, 5},
        }
        for spec in specs_of(episode):
            assert len(spec.subjects) in counts[spec.framing]
            assert bool(spec.insert) == (spec.framing is Framing.INSERT)
            assert len({s.character for s in spec.subjects}) == len(spec.subjects)


class TestOpeningAndEnd:
    """Open on the hook within three seconds; end on the question."""

    @pytest.mark.property
    @quick
    @given(episodes())
    def test_a_face_a_thing_or_a_word_comes_within_three_seconds(self, episode):
        assume(episode.scenes[0].cast)
        specs = specs_of(episode)
        before = 0
        for spec in specs:
            if spec.subjects or spec.insert or spec.speech or spec.scene > 1:
                break
            before += spec.length_ms

        assert before <= HOOK_MS_MAX

    @pytest.mark.property
    @quick
    @given(episodes())
    def test_the_last_shot_goes_nearer(self, episode):
        last = specs_of(episode)[-1]

        assert last.move is Move.PUSH
        if last.subjects:
            assert last.framing is Framing.SINGLE
            assert SIZES.index(last.size) >= SIZES.index(Size.CLOSE)

    @pytest.mark.property
    @quick
    @given(episodes())
    def test_every_scene_begins_with_its_place_or_an_action(self, episode):
        for scene in by_scene(specs_of(episode)):
            assert scene[0].framing is Framing.EMPTY or scene[0].action


class TestSameness:
    @pytest.mark.property
    @quick
    @given(episodes(notes=True))
    def test_the_same_script_gives_the_same_board(self, episode):
        assert board_of(episode) == board_of(episode)

    @pytest.mark.property
    @quick
    @given(episodes(notes=True))
    def test_ids_are_unique_and_name_their_scene(self, episode):
        shots = board_of(episode).shots

        assert len({shot.id for shot in shots}) == len(shots)
        assert all(shot.id.startswith(f"e01s{shot.spec.scene:02d}-") for shot in shots)

    @pytest.mark.property
    @quick
    @given(episodes(), st.data())
    def test_editing_one_line_keeps_the_ids_of_all_other_words(self, episode, data):
        scene = episode.scenes[0]
        at = data.draw(st.integers(0, len(scene.beats) - 1))
        assume(scene.beats[at].kind is BeatKind.LINE)
        new = replace(scene.beats[at], text="这一句改过了。", aloud="这一句改过了。")
        beats = (*scene.beats[:at], new, *scene.beats[at + 1 :])
        edited = replace(episode, scenes=(replace(scene, beats=beats), *episode.scenes[1:]))
        kept = {
            shot.id
            for shot in board_of(episode).shots
            if (shot.spec.speech or shot.spec.action)
            and shot.spec.element != new.element
            and len(shot.id) == len("e01s01-12345678")
        }

        assert kept <= {shot.id for shot in board_of(edited).shots}

    def test_a_new_line_in_front_renames_nothing_behind_it(self):
        said = [("第一句。", "林夏"), ("第二句。", "陈默"), ("第三句。", "林夏")]
        lines = [line(text, speaker) for text, speaker in said]
        new = Beat(BeatKind.LINE, "插进来的一句。", "插进来的一句。", "陈默")
        old = board_of(episode_of(*lines))
        longer = board_of(episode_of(new, *lines))

        def named(board):
            return {s.spec.speech.text: s.id for s in board.shots if s.spec.speech}

        assert named(old).items() <= named(longer).items()


def episode_of(*told, cast=NAMES[:2], location="客厅", day_time=DayTime.DAY):
    heading = Heading(location=location, day_time=day_time, place=Place.INTERIOR)
    return EpisodeText(1, "", (Scene(heading, 1, 1, tuple(cast), tuple(told)),))


def line(text, speaker="林夏", **more):
    return Beat(BeatKind.LINE, text, text, speaker, **more)


class TestChoices:
    def test_the_line_that_hurts_gets_the_listeners_face(self):
        specs = specs_of(episode_of(line("我们离婚吧。"), line("好。", "陈默"), line("再见。")))
        at = next(
            i for i, s in enumerate(specs) if s.speech and s.speech.text == "我们离婚吧。"
        )

        assert [s.character for s in specs[at + 1].subjects] == ["陈默"]
        assert specs[at + 1].speech is None

    def test_a_long_line_goes_to_the_listener_and_back(self):
        text = (
            "三年前你亲口对我说过的话，我一个字也没有忘。"
            "那场手术以后，你把我忘得干干净净。可是我还记得。"
        )
        specs = [s for s in specs_of(episode_of(line(text), line("嗯。", "陈默"))) if s.speech]
        faces = [s.subjects[0].character for s in specs if s.speech.character == "林夏"]

        assert faces[:3] == ["林夏", "陈默", "林夏"]

    def test_shock_smashes_the_picture(self):
        specs = specs_of(
            episode_of(line("什么？！怎么可能！", manner="大惊失色"), line("是。", "陈默"))
        )
        shock = next(s for s in specs if s.speech)

        assert shock.size is Size.EXTREME_CLOSEUP
        assert shock.transition is Transition.FLASH
        assert "impact" in shock.sounds

    def test_a_named_thing_gets_an_insert(self):
        specs = specs_of(
            episode_of(Beat(BeatKind.ACTION, "桌上放着一封信。"), line("谁写的？"))
        )

        assert [s.insert for s in specs if s.framing is Framing.INSERT] == ["letter"]

    def test_the_past_comes_in_ink_and_leaves_in_a_dissolve(self):
        told = [line("你记得吗？"), line("记得。", "陈默", flashback=True), line("走吧。")]
        specs = [s for s in specs_of(episode_of(*told)) if s.speech]

        assert [s.transition for s in specs[:3]] == [
            specs[0].transition, Transition.INK, Transition.DISSOLVE,
        ]  # fmt: skip
        assert [s.flashback for s in specs[:3]] == [False, True, False]

    def test_a_place_seen_before_is_shown_shorter(self):
        one = episode_of(line("好。")).scenes[0]
        two = Scene(one.heading, 1, 2, one.cast, one.beats)
        three = Scene(one.heading, 1, 3, one.cast, one.beats)
        places = [s.length_ms for s in specs_of(EpisodeText(1, "", (one, two, three)))
                  if s.framing is Framing.EMPTY]  # fmt: skip

        assert places[1] == places[2] < 2_000

    def test_a_directed_shot_is_as_a_person_wrote_it(self):
        told = line("签字吧。", notes=("镜头: 大特写 推近 仰 2.5s 闪白",))
        spec = next(s for s in specs_of(episode_of(told, line("不。", "陈默"))) if s.speech)

        assert (spec.size, spec.move, spec.angle, spec.transition, spec.length_ms) == (
            Size.EXTREME_CLOSEUP, Move.PUSH, "low", Transition.FLASH, 2_500,
        )  # fmt: skip
        assert spec.length_fixed

    def test_several_shots_in_one_note_become_several_shots(self):
        told = line("签字吧。", notes=("镜头: 特写 | 插入:合同 1.5s | 陈默 近景",))
        specs = specs_of(episode_of(told, line("不。", "陈默")))
        at = next(i for i, s in enumerate(specs) if s.speech)
        asked = specs[at : at + 3]

        assert [s.size for s in asked] == [Size.CLOSEUP, Size.EXTREME_CLOSEUP, Size.CLOSE]
        assert asked[1].insert == "contract"
        assert [s.character for s in asked[2].subjects] == ["陈默"]

    def test_a_western_off_screen_voice_shows_who_listens(self):
        told = [line("Mother?", "林夏"), line("Come in.", "陈默", delivery=Delivery.OS)]
        board = board_of(episode_of(*told), language="en")
        spec = next(
            s.spec for s in board.shots if s.spec.speech and s.spec.speech.text == "Come in."
        )

        assert [s.character for s in spec.subjects] == ["林夏"]

    def test_a_chinese_thought_shows_who_thinks(self):
        told = [line("走吧。", "林夏"), line("他在骗我。", "陈默", delivery=Delivery.OS)]
        spec = next(
            s for s in specs_of(episode_of(*told)) if s.speech and "骗" in s.speech.text
        )

        assert [s.character for s in spec.subjects] == ["陈默"]

    def test_music_asked_for_holds_to_the_end_of_the_scene(self):
        told = [line("好。"), line("走。", "陈默", notes=("音乐: sorrow",)), line("嗯。")]
        moods = [s.mood for s in specs_of(episode_of(*told)) if s.speech]

        assert moods == ["calm", "sorrow", "sorrow"]

    def test_words_that_say_when_stand_on_the_next_scene(self):
        one = episode_of(line("好。"), Beat(BeatKind.SUPER, "三年前")).scenes[0]
        two = episode_of(line("谁？", flashback=True), location="天台").scenes[0]
        specs = specs_of(EpisodeText(1, "", (one, replace(two, number=2))))
        shown = next(spec for spec in specs if spec.onscreen)

        assert (shown.scene, shown.framing, shown.transition) == (
            2, Framing.EMPTY, Transition.INK,
        )  # fmt: skip

    def test_a_name_without_its_surname_is_understood(self):
        cast = Cast((Character("沈清月"), Character("萧王爷")))
        told = Beat(BeatKind.ACTION, "清月走向王爷。")
        board = board_of(episode_of(told, cast=("沈清月", "萧王爷")), cast)
        seen = next(shot.spec for shot in board.shots if shot.spec.action)

        assert [s.character for s in seen.subjects] == ["沈清月", "萧王爷"]

    def test_many_who_speak_at_once_are_no_single_face(self):
        cast = replace(CAST, characters=(*CAST.characters, Character("众人")))
        told = [line("走。"), line("万岁！", "众人"), line("嗯。", "陈默")]
        board = board_of(episode_of(*told, cast=(*NAMES[:2], "众人")), cast)
        crowd = next(
            s.spec for s in board.shots if s.spec.speech and "万岁" in s.spec.speech.text
        )

        assert {s.character for s in crowd.subjects} == {"林夏", "陈默"}
        assert "crowd" in crowd.sounds

    def test_who_is_called_by_name_is_the_listener(self):
        told = [line("说吧。", "周总"), line("陈默，我们离婚吧。"), line("好。", "周总")]
        specs = specs_of(episode_of(*told, cast=NAMES[:3]))
        at = next(i for i, s in enumerate(specs) if s.speech and "离婚" in s.speech.text)

        assert [s.character for s in specs[at + 1].subjects] == ["陈默"]


class TestFindings:
    def test_an_unknown_place_is_a_note_at_its_heading(self):
        spans = (Span(7, 1, 7, 9),) * 9
        episode = episode_of(line("好。"), location="某处")
        _, findings = direct(episode, CAST, script=SCRIPT, spans=spans)

        assert [(f.code, f.severity, f.span.line) for f in findings] == [
            ("board.place_guessed", Severity.NOTE, 7)
        ]

    def test_a_scene_without_words_is_a_note(self):
        episode = episode_of(Beat(BeatKind.ACTION, "林夏走进房间。"))
        board, findings = direct(episode, CAST, script=SCRIPT)

        assert [f.code for f in findings] == ["board.scene_silent"]
        assert board.shots

    def test_an_unknown_word_of_a_direction_is_a_warning(self):
        episode = episode_of(line("好。", notes=("镜头: 特写 推进进",)))
        _, findings = direct(episode, CAST, script=SCRIPT)

        assert [(f.code, f.severity) for f in findings] == [
            ("board.direction_unknown", Severity.WARNING)
        ]

    def test_an_episode_without_scenes_is_refused(self):
        with pytest.raises(Invalid) as caught:
            direct(EpisodeText(3, "", ()), CAST, script=SCRIPT)

        assert caught.value.code == "board.no_scenes"

    def test_somebody_who_is_not_cast_is_refused_by_name(self):
        with pytest.raises(Invalid) as caught:
            direct(episode_of(line("好。", "路人")), CAST, script=SCRIPT)

        assert caught.value.data == {"name": "路人"}


def test_a_script_as_it_is_read_becomes_a_board():
    """From the text of a writer to shots, through the reader."""
    text = """《来电显示是我》

第1集：别签字

1-1 夜 外 雨中街头
人物：林夏
△大雨。林夏撑着伞，独自站在公交站牌下。
△手机亮了。[[镜头: 插入:手机 推近 2s]]
【字幕：23:47】
林夏：（害怕）你是谁？
陈默（VO）：我是三年以后的你。
"""
    reading = read(text.encode(), name="script.txt")
    told = told_episodes(reading.script)
    preset = CastPreset(Voice(), "female", Age.YOUNG, ("zh",))
    cast = auto_cast(told, Cast(), {"one": preset})
    board, findings = direct(told[0], cast, script=SCRIPT, spans=reading.spans)
    specs = [shot.spec for shot in board.shots]
    phone = next(spec for spec in specs if spec.insert)

    assert findings == ()
    assert {spec.set_name for spec in specs} == {"street"}
    assert {spec.weather for spec in specs} == {Weather.RAIN}
    assert (phone.insert, phone.move, phone.length_ms) == ("phone", Move.PUSH, 2_000)
    assert [spec.onscreen for spec in specs if spec.onscreen] == ["23:47"]
    assert [spec.speech.text for spec in specs if spec.speech] == [
        "你是谁？",
        "我是三年以后的你。",
    ]
    assert 2_000 <= sum(spec.length_ms for spec in specs) // len(specs) <= 4_000


def test_effects_of_a_note_hold_for_the_line_and_moments_for_its_first_shot():
    text = (
        "第1集：雨\n\n1-1 夜 外 街道\n人物：林夏\n"
        "林夏：我回来了。[[特效: 雨 冲击]]\n林夏：走吧。\n"
    )
    reading = read(text.encode(), name="script.txt")
    told = told_episodes(reading.script)
    preset = CastPreset(Voice(), "female", Age.YOUNG, ("zh",))
    cast = auto_cast(told, Cast(), {"one": preset})
    board, findings = direct(told[0], cast, script=SCRIPT, spans=reading.spans)
    said = {s.spec.speech.text: s.spec.effects for s in board.shots if s.spec.speech}

    assert findings == ()
    assert {"rain", "impact"} <= set(said["我回来了。"])
    assert not {"rain", "impact"} & set(said["走吧。"])
    assert sum("impact" in shot.spec.effects for shot in board.shots) == 1


def test_readings_and_columns_are_shown_where_notes_ask_for_them():
    text = """《戏》

1-1 夜 内 客厅
人物：林夏、陈默
【字幕：三年后】[[竖排]]
△林夏推开门。
林夏：还[huan2]给你！[[注音]]
陈默：你[ni3]走。
字幕：第二天
陈默：走吧。
"""
    reading = read(text.encode(), name="script.txt")
    told = told_episodes(reading.script)
    preset = CastPreset(Voice(), "female", Age.YOUNG, ("zh",))
    board, _ = direct(told[0], auto_cast(told, Cast(), {"one": preset}), script=SCRIPT)
    specs = [shot.spec for shot in board.shots]

    assert [(s.onscreen, s.onscreen_vertical) for s in specs if s.onscreen] == [
        ("三年后", True), ("第二天", False),
    ]  # fmt: skip
    assert [(s.speech.text, s.speech.ruby) for s in specs if s.speech] == [
        ("还给你！", True), ("你走。", False), ("走吧。", False),
    ]  # fmt: skip
