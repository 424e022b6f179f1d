"""A scale is a file that a policy names with its digest; any other file is refused."""

from __future__ import annotations

import pytest

from piying.model.canon import digest
from piying.review.policy.faults import Unsound
from piying.review.policy.load import load
from piying.review.policy.scales import Malformed, scale_of
from review.scaled import RULES, SCALE, files, policy, text


def refused(main, others):
    with pytest.raises(Unsound) as caught:
        load(main, "small.toml", others)
    return {one.code for one in caught.value.faults}, caught.value.said("en")


def test_a_scale_is_read_with_its_heads_and_weights():
    scale = policy().scale("lines")

    assert scale.heads == ("deceit", "fire")
    assert (scale.step, scale.share, scale.gate) == (100, 500, 1000)
    assert scale.offsets == (1000, -1000, -1000)
    assert dict(scale.weights)["假账"] == (20, 30, 0)
    assert policy().scale("other") is None


def test_a_fragment_that_stands_in_several_rows_weighs_their_sum():
    scale = scale_of("lines", SCALE + "假账\tcOE\n")

    assert dict(scale.weights)["假账"] == (40, 30, -10)
    assert len(scale.weights) == len(scale_of("lines", SCALE).weights)


def test_a_rule_names_its_scale_and_from_which_weight_it_is_met():
    weighed = policy().rule("FRA-090").weighed

    assert (weighed.scale, weighed.head, weighed.above) == ("lines", "deceit", 2500)
    assert policy().rule("FRA-090").frames == ()


def test_a_scale_that_is_not_there_is_refused():
    codes, _ = refused(text(), {})

    assert "review.policy_file" in codes


def test_a_scale_of_another_digest_is_refused_and_its_own_is_said():
    other = SCALE.replace("点火\tcOm", "点火\tcOn")
    codes, said = refused(text(), files(other))

    assert "review.policy_scale_digest" in codes
    assert digest(other) in said


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("piying scale 1", "piying scale 2", 1),
        ("step\t100", "step\tmany", 4),
        ("share\t500\n", "", 5),
        ("offsets\t1000\t-1000\t-1000", "offsets\t1000\t-1000", 14),
        ("点火\tcOm", "点火\tcO", 10),
        ("点火\tcOm", "点火\tcO中", 10),
        ("点火\tcOm", "点火", 10),
    ],
)
def test_a_malformed_row_is_refused_by_its_number(before, after, line):
    with pytest.raises(Malformed) as caught:
        scale_of("lines", SCALE.replace(before, after))

    assert caught.value.line == line


def test_a_malformed_scale_is_told_with_its_row():
    bad = SCALE.replace("点火\tcOm", "点火\tcO")
    codes, said = refused(text(digest(bad)), files(bad))

    assert "review.policy_scale_file" in codes
    assert "Line 10 of the scale lines.scale" in said


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('scale = "lines", head = "fire"', 'scale = "line", head = "fire"', "policy_not_known"),
        ('head = "fire"', 'head = "water"', "policy_not_known"),
        (", above = 2500 }}\ncontext", " }}\ncontext", "policy_needs"),
        ('head = "fire", above', 'head = "fire", near = 3, above', "policy_not_known"),
    ],
)
def test_a_rule_that_asks_what_a_scale_lacks_is_refused(before, after, code):
    assert before in RULES
    codes, _ = refused(text(rules=RULES.replace(before, after)), files())

    assert f"review.{code}" in codes


@pytest.mark.parametrize("other", ["SUP-999", "FRA-090"])
def test_a_scale_that_keeps_a_rule_which_looks_for_no_words_is_refused(other):
    codes, said = refused(text(below=f'kept = ["{other}"]'), files())

    assert "review.policy_not_known" in codes
    assert other in said
    assert policy('kept = ["SUP-001"]').scale("lines").kept == ("SUP-001",)


def test_a_scale_that_no_rule_asks_is_refused():
    rules = RULES[: RULES.index("[[rule]]")]
    codes, _ = refused(text(rules=rules), files())

    assert "review.policy_unused" in codes
