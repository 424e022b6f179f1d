"""Reading: two sets that meet, contexts that lower, who acts, and what a finding tells.

The traps are those of the design of the text engine; each was measured once.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.people import Age, Cast, Character, Look
from piying.model.review import Element, Level, Stage, Unit
from piying.review.policy.load import load
from piying.review.text.findings import LEVELS
from piying.review.text.read import read

SMALL = Path(__file__).parent.parent.joinpath("small.toml").read_text("utf-8")
CAST = Cast(
    (
        Character("小明", ("明明",), look=Look(age=Age.CHILD)),
        Character("老王", look=Look(age=Age.ELDER)),
    )
)


def policy():
    return load(SMALL, "small.toml")


def said(text, element=Element.DIALOGUE, speaker="", scene=1):
    return Unit(element, text, speaker, scene=scene)


def found(*units, rule=None, cast=CAST):
    lines = [said(one) if isinstance(one, str) else one for one in units]
    return read(policy(), lines, Stage.SCRIPT, cast, rule)


def levels(*units, rule="SUP-001"):
    return [str(one.level) for one in found(*units, rule=rule)]


def test_two_sets_have_to_meet():
    assert levels("大师作法三天，他的病果然治好了") == ["review"]
    assert levels("大师作法三天") == []
    assert levels("他的病果然治好了") == []


def test_they_meet_only_within_the_distance():
    assert levels("大师作法" + "走" * 2 + "跑跳" * 11 + "治好") == ["review"]
    assert levels("大师作法" + "走" * 2 + "跑跳" * 12 + "治好") == []


def test_they_meet_only_in_one_line_when_counted_in_characters():
    assert levels("大师作法三天", "他的病果然治好了") == []


def test_negation_is_a_token_and_never_a_part_of_a_word():
    # 特别灵验 was "negated" by 别
    assert levels("大师作法特别灵验") == ["review"]
    assert levels("大师作法不灵验") == ["note"]


def test_negation_is_looked_for_before_both_terms():
    assert levels("大师没有作法，他的病治好了") == ["note"]
    assert levels("大师作法，病没有治好") == ["note"]


def test_a_debunking_scene_lowers_and_says_by_what_word():
    one = found("大师作法，灵验无比", "揭穿这个骗局", rule="SUP-001")[0]

    assert one.level is Level.NOTE
    assert one.evidence.contexts == ("debunk:骗局",)
    assert "骗局" in one.why_zh
    assert "骗局" in one.why_en


def test_another_scene_lowers_nothing():
    units = (said("大师作法，灵验无比"), said("揭穿这个骗局", scene=2))

    assert levels(*units) == ["review"]


def test_a_context_that_lowers_to_review_leaves_a_review_as_it_is():
    assert levels("听说大师作法很灵验") == ["review"]


def test_idioms_are_excused():
    assert levels("八字还没一撇，你就想发财，去算命吧") == ["review"]
    assert levels("心诚则灵") == []


def test_in_a_title_a_context_cannot_lower_below_review():
    title = Unit(Element.TITLE, "没有算命也灵验")

    assert levels(title) == ["review"]


def test_an_element_that_the_rule_does_not_name_is_not_looked_at():
    assert levels(Unit(Element.HEADING, "大师作法灵验", scene=1)) == []


@pytest.mark.parametrize(
    ("unit", "level"),
    [
        (said("父亲抽烟，看着孩子放学", Element.ACTION), None),
        (said("孩子放学，在墙角抽烟", Element.ACTION), "review"),
        (said("小明躲起来抽烟", Element.ACTION), "review"),
        (said("明明躲起来抽烟", Element.ACTION), "review"),
        (said("老王抽烟", Element.ACTION), None),
        (said("我抽烟", speaker="小明"), "review"),
        (said("我抽烟", speaker="老王"), None),
        (said("小明才八岁，就学会抽烟了", speaker="老王"), "review"),
        (said("十六岁就抽烟", Element.ACTION), "review"),
        (said("有人抽烟", Element.ACTION), "note"),
        (said("小明没有抽烟", Element.ACTION), "note"),
    ],
)
def test_who_acts_is_bound_to_the_ages_of_the_cast(unit, level):
    assert levels(unit, rule="MIN-001") == ([] if level is None else [level])


def test_you_is_the_other_of_two_who_speak():
    units = (said("给我一根", speaker="小明"), said("你也抽烟？", speaker="老王"))

    assert levels(*units, rule="MIN-001") == ["review"]


def test_he_is_who_was_named_last():
    units = (said("小明跑进巷子", Element.ACTION), said("他躲着抽烟", Element.ACTION))

    assert levels(*units, rule="MIN-001") == ["review"]


def test_a_finding_tells_place_quote_clause_and_reason():
    text = "今天大師作法，病就治好了"
    one = found(Unit(Element.DIALOGUE, text, "甲", scene=3, line=17, shot="s1"))[0]

    assert (one.at.unit, one.at.scene, one.at.line, one.at.shot) == (0, 3, 17, "s1")
    assert text[one.at.start : one.at.end] == "作法，病就治好"
    assert one.evidence.quote == text
    assert [(m.set, m.word, m.how) for m in one.evidence.matches] == [
        ("practice", "作法", "exact"),
        ("efficacy", "治好", "exact"),
    ]
    assert one.cite[0].clause == "二·（十三）"
    assert one.title_en.startswith("divination")
    assert "作法" in one.why_zh


def test_the_fingerprint_stays_when_only_the_place_in_the_film_moves():
    one = found(Unit(Element.DIALOGUE, "作法灵验", scene=1, line=1))[0]
    other = found("好", Unit(Element.DIALOGUE, "作法灵验", scene=2, line=9, start_frame=7))[0]

    assert one.fingerprint == other.fingerprint
    assert one.fingerprint != found("作法很灵验")[0].fingerprint


def test_one_line_has_one_finding_of_a_rule():
    assert levels("作法灵验，画符灵验，算命灵验") == ["review"]


LINES = st.lists(
    st.lists(
        st.sampled_from(
            [
                "大师",
                "作法",
                "算命",
                "蒜命",
                "灵验",
                "治好",
                "特别",
                "他",
                "，",
                "。",
                "骗局",
                "抽烟",
                "小明",
                "我",
                " ",
            ]
        ),
        max_size=8,
    ).map("".join),
    min_size=1,
    max_size=5,
)


@settings(deadline=None, max_examples=150)
@given(LINES)
def test_findings_are_sorted_the_same_each_time_and_lie_in_their_texts(lines):
    first, again = found(*lines), found(*lines)

    assert first == again
    assert list(first) == sorted(first, key=lambda one: (one.at.unit, one.at.start, one.rule))
    for one in first:
        assert 0 <= one.at.start < one.at.end <= len(lines[one.at.unit])
        for match in one.evidence.matches:
            text = lines[match.unit if match.unit >= 0 else one.at.unit]
            assert text[match.start : match.end] == match.written


@settings(deadline=None, max_examples=150)
@given(LINES, st.sampled_from(["没有", "拒绝", "禁止"]))
def test_lowering_never_deletes_and_a_negation_never_raises(lines, negation):
    before = {(one.at.unit, one.rule): one.level for one in found(*lines)}
    negated = [f"{negation}{line}" for line in lines]
    after = {(one.at.unit, one.rule): one.level for one in found(*negated)}

    assert after.keys() == before.keys()
    assert all(LEVELS[after[key]] <= LEVELS[before[key]] for key in before)


@settings(deadline=None, max_examples=100)
@given(LINES)
def test_a_line_that_exposes_the_fraud_deletes_nothing(lines):
    before = {(one.at.unit, one.rule): one.level for one in found(*lines)}
    after = {(one.at.unit, one.rule): one.level for one in found(*lines, "这是骗局")}

    assert before.keys() == after.keys()
    assert all(LEVELS[after[key]] <= LEVELS[before[key]] for key in before)


def test_a_debunking_line_counts_whatever_its_element():
    line = said("一块骗局的招牌", Element.HEADING)

    assert levels("大师作法，灵验无比", line) == ["note"]


def test_a_word_counts_for_one_term_only():
    assert levels("治好了治好了") == []


PAIR = '{ set = "practice" }, { set = "efficacy", within = 24, unit = "char" }'
FRAMES = SMALL.replace(
    f"when.all = [{PAIR}]", f'when.any = [[{PAIR}], [{{ set = "smoke" }}]]'
).replace('"算 命 真 灵，今年就能發財，全部灵验"', '"他在抽烟"')
ALONE = SMALL.replace(f"when.all = [{PAIR}]", 'when.all = [{ set = "smoke" }]')
ALONE = ALONE[: ALONE.index("examples.hit")] + (
    'examples.hit = ["他在抽烟", "他点烟"]\nexamples.miss = ["走", "跑"]\n'
    + ALONE[ALONE.index('[[rule]]\nid = "MIN-001"') :]
)
ALONE = "\n".join(
    line for line in ALONE.split("\n") if not line.startswith(("practice =", "efficacy ="))
)


def sup(text, *lines):
    units = [said(one) for one in lines]
    return read(load(text, "small.toml"), units, Stage.SCRIPT, CAST, "SUP-001")


def test_one_frame_of_several_is_enough_and_a_line_has_one_finding():
    assert [str(one.level) for one in sup(FRAMES, "大师作法三天，他的病果然治好了")] == [
        "review"
    ]
    assert [str(one.level) for one in sup(FRAMES, "他在抽烟")] == ["review"]
    assert len(sup(FRAMES, "他在抽烟，大师作法，他的病治好了")) == 1
    assert sup(FRAMES, "大师作法三天") == ()


def test_frames_share_their_contexts():
    assert [str(one.level) for one in sup(FRAMES, "他没有抽烟")] == ["note"]


def test_two_syllables_alone_are_no_frame():
    assert sup(FRAMES, "他在抽*烟")
    assert not sup(FRAMES, "他在抽盐")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(["大师作法", "灵验", "他抽烟", "点烟", "没有", "骗局", "走了"]))
)
def test_frames_find_what_rules_of_their_own_would_find(parts):
    line = "，".join(parts)
    apart = {*levels(line), *(str(one.level) for one in sup(ALONE, line))}
    weight = {"note": 0, "review": 1, "block": 2}
    gravest = max(apart, key=weight.__getitem__) if apart else None

    assert [str(one.level) for one in sup(FRAMES, line)] == ([gravest] if gravest else [])
