"""Who speaks: names, extensions, deliveries, dual dialogue."""

from __future__ import annotations

import pytest

from piying.model.script import Cue, Delivery
from piying.script.cues import cue_of

OS, VO, NARRATION, SPOKEN = Delivery.OS, Delivery.VO, Delivery.NARRATION, Delivery.SPOKEN


@pytest.mark.parametrize(
    ("text", "name", "delivery", "extension"),
    [
        ("STEEL", "STEEL", SPOKEN, ""),
        ("MOM (O. S.)", "MOM", OS, "O. S."),
        ("MOM (o.s.)", "MOM", OS, "o.s."),
        ("MOM (O.C.)", "MOM", OS, "O.C."),
        ("MOM (OFF SCREEN)", "MOM", OS, "OFF SCREEN"),
        ("BOB (V.O.)", "BOB", VO, "V.O."),
        ("BOB (V.O. on phone)", "BOB", VO, "V.O. on phone"),
        ("BOB (VOICE OVER)", "BOB", VO, "VOICE OVER"),
        ("BOB (CONT'D)", "BOB", SPOKEN, "CONT'D"),
        ("BOB (V.O.) (CONT'D)", "BOB", VO, "V.O. CONT'D"),
        ("BOB(os)", "BOB", OS, "os"),
        ("HANS (on the radio)", "HANS", SPOKEN, "on the radio"),
        ("HANS (VOICE)", "HANS", SPOKEN, "VOICE"),
        ("张明（OS）", "张明", OS, "OS"),
        ("张明(VO)", "张明", VO, "VO"),
        ("张明（画外音）", "张明", VO, "画外音"),
        ("张明（内心独白）", "张明", OS, "内心独白"),
        ("张明（OS，哭腔）", "张明", OS, "OS，哭腔"),
        ("张明（内心崩溃）", "张明", SPOKEN, "内心崩溃"),
        ("旁白", "旁白", NARRATION, ""),
        ("NARRATOR", "NARRATOR", NARRATION, ""),
        ("Narrator (V.O.)", "Narrator", NARRATION, "V.O."),
        ("画外音", "画外音", NARRATION, ""),
        ("OS", "", OS, "OS"),
        ("内心", "", OS, "内心"),
        ("OSCAR", "OSCAR", SPOKEN, ""),
        ("(O.S.)", "(O.S.)", SPOKEN, ""),
        ("BOB (the dog) JR", "BOB (the dog) JR", SPOKEN, ""),
        ("**BOB** [[who?]]", "BOB", SPOKEN, ""),
        ("张明：", "张明", SPOKEN, ""),
        ("", "", SPOKEN, ""),
    ],
)
def test_the_parts_of_a_cue(text, name, delivery, extension):
    assert cue_of(text) == Cue(name, delivery, extension)


@pytest.mark.parametrize("text", ["STEEL ^", "STEEL^", "STEEL   ^  "])
def test_a_caret_at_the_end_is_dual_dialogue(text):
    assert cue_of(text) == Cue("STEEL", dual=True)


def test_only_so_many_brackets_are_extensions():
    assert cue_of("A(1)(2)(3)(4)(5)").name == "A(1)"


@pytest.mark.parametrize("name", ["系统音", "系统提示音", "广播", "女声", "INTERCOM"])
def test_a_voice_without_a_body_is_heard_and_not_seen(name):
    assert cue_of(name).delivery is Delivery.VO
    assert cue_of(name).name == name


def test_a_person_whose_name_begins_like_a_voice_is_seen():
    assert cue_of("系统管理员").delivery is Delivery.SPOKEN
