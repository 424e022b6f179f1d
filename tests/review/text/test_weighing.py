"""Rules that weigh lines: the net below the rules of words, with quote, place and reason."""

from __future__ import annotations

from piying.model.review import Element, Level, Stage, Unit
from piying.review.text.read import read
from review.scaled import policy


def found(*texts, only=None, element=Element.DIALOGUE):
    units = [Unit(element, text, scene=1, line=at) for at, text in enumerate(texts, 1)]
    return read(policy(), units, Stage.SCRIPT, only=only)


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
