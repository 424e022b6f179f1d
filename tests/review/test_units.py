"""Units: what is said and shown, with speaker, scene, line and frames."""

from __future__ import annotations

from piying.model.canon import Digest
from piying.model.clock import Rate
from piying.model.cut import Caption, CaptionKind, Card, CardKind, Cut, PictureClip
from piying.model.review import Declared, Element
from piying.model.script import (
    Beat,
    BeatKind,
    Delivery,
    EpisodeText,
    Heading,
    Scene,
    Script,
    Span,
    TitleEntry,
)
from piying.review.units import cut_units, picture_units, script_units, shots_of, title_units

BEATS = (
    Beat(BeatKind.ACTION, "小明点烟", element=1),
    Beat(BeatKind.LINE, "别抽", speaker="老王", element=3),
    Beat(BeatKind.LINE, "那年他八岁", delivery=Delivery.NARRATION, element=5),
    Beat(BeatKind.SUPER, "三年后", element=6),
    Beat(BeatKind.TRANSITION, "切至", element=7),
    Beat(BeatKind.NOTE, "镜头: 特写", element=8),
    Beat(BeatKind.ACTION, "  ", element=9),
)
EPISODE = EpisodeText(
    1, "鬼大学", (Scene(Heading(location="巷子", time="夜"), 1, 2, (), BEATS),)
)


def test_a_scene_becomes_units_in_order():
    spans = tuple(Span(10 + n, 1, 10 + n, 9) for n in range(10))

    units = script_units(EPISODE, spans)

    assert [(u.element, u.text, u.speaker, u.scene, u.line) for u in units] == [
        (Element.TITLE, "鬼大学", "", 0, 0),
        (Element.HEADING, "巷子 夜", "", 2, 10),
        (Element.ACTION, "小明点烟", "", 2, 11),
        (Element.DIALOGUE, "别抽", "老王", 2, 13),
        (Element.NARRATION, "那年他八岁", "", 2, 15),
        (Element.ONSCREEN, "三年后", "", 2, 16),
    ]


def test_a_speaker_is_called_as_the_cast_calls_him():
    units = script_units(EPISODE, aliases={"老王": "王建国"})

    assert "王建国" in {unit.speaker for unit in units}


def test_title_page_and_declaration_give_title_logline_and_tags_once():
    script = Script(
        (),
        (
            TitleEntry("Title", ("*骗进*鬼大学",)),
            TitleEntry("简介", ("高考落榜", "骗同学")),
            TitleEntry("Tags", ("萌系, 灵异",)),
            TitleEntry("Author", ("某人",)),
        ),
    )

    units = title_units(script, Declared("骗进鬼大学", tags=("灵异", "校园")))

    assert [(u.element, u.text) for u in units] == [
        (Element.TITLE, "骗进鬼大学"),
        (Element.LOGLINE, "高考落榜\n骗同学"),
        (Element.TAG, "萌系"),
        (Element.TAG, "灵异"),
        (Element.TAG, "校园"),
    ]
    assert all(unit.scene == 0 for unit in units)


def clip(shot, length):
    zeros = Digest("0" * 64)
    return PictureClip(shot, zeros, zeros, "image/png", length)


CUT = Cut(
    board=Digest("0" * 64),
    series="s",
    episode=1,
    title="t",
    language="zh",
    rate=Rate(25, 1),
    pictures=(clip("a", 50), clip("b", 30)),
    sounds=(),
    captions=(
        Caption(60, 10, "三年后", role=CaptionKind.SUPER, shot="b"),
        Caption(5, 20, "别抽", "老王", shot="a"),
        Caption(30, 5, " ", shot="a"),
    ),
    cards=(Card(CardKind.TITLE, 0, 40, ("鬼大学", "", "第一集")),),
)


def test_captions_and_cards_become_units_in_the_order_they_are_seen():
    units = cut_units(CUT, {"a": 1})

    assert [
        (u.element, u.text, u.scene, u.shot, u.start_frame, u.end_frame) for u in units
    ] == [
        (Element.ONSCREEN, "鬼大学\n第一集", 0, "", 0, 40),
        (Element.CAPTION, "别抽", 1, "a", 5, 25),
        (Element.ONSCREEN, "三年后", 0, "b", 60, 70),
    ]


def test_shots_have_their_frames():
    assert shots_of(CUT) == (("a", 0, 50), ("b", 50, 80))


def test_what_is_read_from_the_picture_has_its_shot():
    units = picture_units([("招魂", 55, 60), ("", 1, 2), ("算命", 0, 9)], shots_of(CUT))

    assert [(u.element, u.text, u.shot) for u in units] == [
        (Element.BURNT_IN, "算命", "a"),
        (Element.BURNT_IN, "招魂", "b"),
    ]
