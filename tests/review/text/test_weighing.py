"""Rules that weigh lines: the net below the rules of words, with quote, place and reason."""

from __future__ import annotations

import pytest

from piying.model.review import Element, Level, Stage, Unit
from piying.review.text.read import read
from review.scaled import policy

RITE = "大师作法三天，他的病果然治好了"


def found(*texts, only=None, element=Element.DIALOGUE, below=""):
    units = [Unit(element, text, scene=1, line=at) for at, text in enumerate(texts, 1)]
    return read(policy(below), units, Stage.SCRIPT, only=only)


def test_a_line_that_is_heavy_enough_is_sent_to_a_person():
    (one,) = found("他做了假账")

    assert (one.rule, one.level) == ("FRA-090", Level.REVIEW)
    assert one.cite[0].source == "NSV2021"
    assert one.evidence.quote == "他做了假账"
    assert (one.at.start, one.at.end) == (3, 5)


def test_the_reason_says_what_weighs_most_and_how_much():
    (one,) = found("他做了假账")

    assert [(m.set, m.written, m.how) for m in one.evidence.matches] == [
        ("lines", "假账", "weighed")
    ]
    assert "“假账”" in one.why_zh
    assert "最重的片段" in one.why_zh
    assert "2.5 or more; the words that weigh most: “假账”" in one.why_en


def test_a_light_line_gives_nothing():
    assert found("他今天做了账") == ()


def test_of_two_heads_the_heavier_is_told():
    (one,) = found("点火烧了那本火账，点火")

    assert one.rule == "DAN-090"


def test_a_line_that_a_rule_of_words_sends_is_not_weighed():
    (one,) = found("大师作法三天，假账的病果然治好了")

    assert one.rule == "SUP-001"


def test_a_context_lowers_and_is_named():
    (one,) = found("做假账？那是骗局")

    assert one.level is Level.NOTE
    assert one.evidence.contexts == ("debunk:骗局",)


def test_a_context_of_the_scene_is_seen_in_another_line():
    levels = {one.level for one in found("他做了假账", "警察揭穿了他")}

    assert levels == {Level.NOTE}


def test_a_rule_weighs_only_elements_that_it_applies_to():
    assert found("去仓库点火", element=Element.ACTION) == ()
    assert found("他做了假账", element=Element.ACTION)


def test_asked_alone_a_rule_answers_alone():
    assert [one.rule for one in found("他做了假账", only="FRA-090")] == ["FRA-090"]
    assert found("他做了假账", only="DAN-090") == ()


def test_the_same_sound_is_heavy_too():
    (one,) = found("他做了甲帐，小声点")

    assert [m.written for m in one.evidence.matches] == ["甲帐"]


def test_the_fingerprint_changes_with_the_weight_that_is_asked():
    (one,) = found("他做了假账")
    (other,) = found("他做了假账", only="FRA-090")

    assert one.fingerprint == other.fingerprint


def test_words_in_a_light_line_are_lowered_to_a_note_that_says_what_the_line_weighs():
    (one,) = found(RITE, below="below = 9000")

    assert (one.rule, one.level) == ("SUP-001", Level.NOTE)
    assert "light:1.9<9.0" in one.evidence.contexts
    assert "the whole line weighs 1.9, less than 9.0" in one.why_en
    assert "整句权重 1.9，不到 9.0" in one.why_zh


def test_a_rule_that_found_something_weighs_too():
    (one,) = found(RITE, below="below = 1900")

    assert one.level is Level.REVIEW


def test_without_a_limit_nothing_is_lowered():
    assert {one.level for one in found(RITE)} == {Level.REVIEW}


def test_asked_alone_a_rule_is_not_lowered():
    (one,) = found(RITE, only="SUP-001", below="below = 9000")

    assert one.level is Level.REVIEW


@pytest.mark.parametrize("element", [Element.TITLE, Element.LOGLINE])
def test_what_stands_for_the_whole_work_is_never_light(element):
    assert {one.level for one in found(RITE, element=element, below="below = 9000")} == {
        Level.REVIEW
    }


def test_a_comment_which_stands_in_no_scene_is_never_light():
    comment = Unit(Element.DIALOGUE, RITE)

    (one,) = read(policy("below = 9000"), [comment], Stage.SCRIPT)

    assert one.level is Level.REVIEW


def test_a_rule_that_the_scale_keeps_is_never_lowered():
    (one,) = found(RITE, below='below = 9000\nkept = ["SUP-001"]')

    assert one.level is Level.REVIEW
    assert not any(word.startswith("light") for word in one.evidence.contexts)


def test_a_category_that_no_scale_knows_is_never_lowered():
    levels = {one.level for one in found("孩子在抽烟", below="below = 9000")}

    assert Level.REVIEW in {one.level for one in found("孩子在抽烟")}
    assert levels == {Level.REVIEW}
