"""Loading: a policy that keeps docs/policy.md loads; each way of breaking it is refused with
the line it stands on and what to write instead, and all faults are told together."""

from __future__ import annotations

from pathlib import Path

import pytest

from piying.model.policy import Read, RuleKind
from piying.model.review import Level
from piying.review.policy.faults import Unsound
from piying.review.policy.load import load

SMALL = Path(__file__).parent.parent.joinpath("small.toml").read_text("utf-8")
RULES = Path("src/piying/review/rules")


def refused(text, others=None):
    with pytest.raises(Unsound) as caught:
        load(text, "small.toml", others)
    return caught.value


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


def test_a_policy_is_read_with_everything_in_it():
    policy = load(SMALL, "small.toml")

    assert policy.name == "cn-manju 2026.11.0"
    assert {one.id: one.read for one in policy.sources}["WCAG"] is Read.FULL
    rule = policy.rule("SUP-001")
    assert rule.sort is RuleKind.TEXT
    assert rule.severity is Level.REVIEW
    assert rule.frames[0][1].within == 24
    assert policy.rule("PSE-001").limits[0].value_milli == 6000
    assert policy.rule("AIL-001").limits[1].value_milli == 50
    assert policy.tiers[0].steps[0].cost_from_fen == 100_000_000
    assert policy.rule("NONE-001") is None


def test_the_same_text_is_the_same_policy_and_another_text_has_another_hash():
    other = load(SMALL.replace("2026.11.0", "2026.11.1"), "small.toml")

    assert load(SMALL, "small.toml") is load(SMALL, "small.toml")
    assert other.sha256 != load(SMALL, "small.toml").sha256


MUTATIONS = {
    # each: what is written, what it becomes, the code of the fault
    "a table that is not known": ("[sets]", "[word_sets]", "policy_not_known"),
    "a key that is not known": ("evasion =", "evasions =", "policy_not_known"),
    "an unknown set": ('{ set = "smoke" }', '{ set = "smok" }', "policy_no_set"),
    "an unknown idiom set": ('unless = ["idiom_ok"]', 'unless = ["idioms"]', "policy_no_set"),
    "an unknown measure": (
        'measure = "flash.general", op',
        'measure = "flash.genral", op',
        "policy_not_known",
    ),
    "an unknown operator": ('op = ">"', 'op = "=>"', "policy_not_known"),
    "an unknown element": ('"title", "logline", "dialogue"', '"titel"', "policy_not_known"),
    "an unknown stage": ('stage = ["master"] }', 'stage = ["mastr"] }', "policy_not_known"),
    "an unknown evasion": ('"width", "traditional"', '"widht"', "policy_not_known"),
    "an unknown context": ('"negate", "debunk"', '"negat", "debunk"', "policy_not_known"),
    "an unknown category": ('category = "safety"', 'category = "safe"', "policy_not_known"),
    "an unknown field": ('field = "for_children"', 'field = "for_kids"', "policy_not_known"),
    "an unknown state": ('is = ["yes"]', 'is = ["ja"]', "policy_not_known"),
    "an unknown age": ('age = ["child"]', 'age = ["teen"]', "policy_not_known"),
    "an unknown source": ('source = "WCAG"', 'source = "WCAG2"', "policy_not_known"),
    "an unknown unit": ('unit = "char"', 'unit = "word"', "policy_not_known"),
    "an unknown window": ('window = "scene"', 'window = "film"', "policy_not_known"),
    "an unknown reading": ('read = "full"', 'read = "all"', "policy_not_known"),
    "an unused set": ("[people]", 'idle = ["闲"]\n[people]', "policy_unused"),
    "an unused source": (
        "[sets]",
        '[source.X]\ntitle="x"\nread="full"\n[sets]',
        "policy_unused",
    ),
    "an unused context": ('"debunk", "report"', '"debunk"', "policy_unused"),
    "a rule id twice": ('id = "MIN-001"', 'id = "SUP-001"', "policy_twice"),
    "a tier id twice": ('id = "tier.2026"', 'id = "tier.2024"', "policy_twice"),
    "a word twice": ('"算命", "占卜"', '"算命", "占卜", "占卜"', "policy_twice"),
    "a rule without a citation": (
        'cite = [{ source = "WCAG", clause = "general flash and red flash thresholds" }]',
        "cite = []",
        "policy_no_citation",
    ),
    "a citation without a clause": (
        'cite = [{ source = "WCAG", clause = "general flash and red flash thresholds" }]',
        'cite = [{ source = "WCAG" }]',
        "policy_needs",
    ),
    "one example of hit": (
        'examples.hit = [{ "flash.general" = 14 }, { "flash.general" = 6.5 }]',
        'examples.hit = [{ "flash.general" = 14 }]',
        "policy_few_examples",
    ),
    "no example of miss": (
        'examples.miss = ["△父亲抽烟，看着孩子放学", "老王：我抽烟"]',
        "",
        "policy_few_examples",
    ),
    "overlapping tier days": ("since = 2026-01-01", "since = 2025-12-31", "policy_overlap"),
    "days the wrong way round": ("until = 2025-12-31", "until = 2024-05-31", "policy_days"),
    "a severity above its source": (
        'severity = "review"\nescalate',
        'severity = "block"\nescalate',
        "policy_severity",
    ),
    "an escalation above its source": (
        '"logline"], to = "review"',
        '"logline"], to = "block"',
        "policy_severity",
    ),
    "an example that is no hit": (
        "大师作法三天，他的病果然治好了",
        "大师走了",
        "policy_example",
    ),
    "an example that is no miss": ("老王：我抽烟", "小明：我抽烟", "policy_example"),
    "an example that is no note": (
        "算命都是骗人的，哪有什么灵验",
        "算命灵验",
        "policy_example",
    ),
    "a measure that is no hit": (
        '"flash.general" = 14',
        '"flash.general" = 5',
        "policy_example",
    ),
    "a measure that is not given": ('"flash.general" = 14', '"cut" = 5', "policy_example"),
    "a version that is none": ('"2026.11.0"', '"2026.11"', "policy_name"),
    "a rule id that is none": ('"MIN-001"', '"min1"', "policy_name"),
    "a set name that is none": ("idiom_ok =", "Idioms =", "policy_name"),
    "no version": ('version = "2026.11.0"\n', "", "policy_needs"),
    "no title in Chinese": ('{ zh = "未成年人吸烟", en', "{ en", "policy_needs"),
    "no distance": ("within = 24, ", "", "policy_needs"),
    "a distance on the anchor": (
        '[{ set = "practice" }',
        '[{ set = "practice", within = 2 }',
        "policy_anchor",
    ),
    "a distance in a scene": ('unit = "char"', 'unit = "scene"', "policy_anchor"),
    "a number that is a string": ("within = 24", 'within = "24"', "policy_kind"),
    "a number too fine": ("value = 0.05 }", "value = 0.0505 }", "policy_kind"),
    "a day that is a string": ("since = 2024-06-01", 'since = "2024-06-01"', "policy_kind"),
    "words with a space at the end": ('"算命", "占卜"', '"算命 ", "占卜"', "policy_word"),
    "full-width words": ('"算命", "占卜"', '"ＡＢ", "占卜"', "policy_word"),
    "words and a set": (
        '{ tokens = ["新闻"',
        '{ set = "smoke", tokens = ["新闻"',
        "policy_either",
    ),
    "neither all nor any": ("when.any = [{ measure", "when.some = [{ measure", "policy_either"),
    "frames that are no lists": (
        'when.all = [{ set = "practice" }',
        'when.any = [{ set = "practice" }',
        "policy_kind",
    ),
    "an element on a measure": (
        'applies = { stage = ["master"] }',
        'applies = { stage = ["master"], element = ["title"] }',
        "policy_only",
    ),
    "a context that raises": (
        'lowers_to = "review"',
        'lowers_to = "block"',
        "policy_not_known",
    ),
    "tiers from below": (
        '{ tier = "key", cost_from_yuan = 3_000_000 }, { tier = "other" }',
        '{ tier = "other", cost_from_yuan = 3_000_000 }, { tier = "key" }',
        "policy_order",
    ),
    "a last tier with a cost": (
        '{ tier = "other" },\n]',
        '{ tier = "other", cost_from_yuan = 1 },\n]',
        "policy_last_tier",
    ),
    "a paper that is not known": (
        'must_file = ["licence"]',
        'must_file = ["x"]',
        "policy_not_known",
    ),
    "a pattern that is none": (r"pattern = '^第\d+号$'", "pattern = '('", "policy_word"),
    "a row without a source": (
        '[duty.source]\ntitle = "a notice"\nurl = ""\nread_on = 2026-11-22\n',
        "",
        "policy_needs",
    ),
    "a file that is not there": (
        'language = "zh"',
        'language = "zh"\ninclude = ["more.toml"]',
        "policy_file",
    ),
    "a text that is no TOML": ("[sets]", "[sets", "policy_syntax"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_breaks_the_format_is_refused(name):
    old, new, code = MUTATIONS[name]
    assert old in SMALL

    error = refused(SMALL.replace(old, new, 1))

    assert f"review.{code}" in {fault.code for fault in error.faults}
    for language in ("zh", "en"):
        assert "small.toml:" in error.said(language)


@pytest.mark.parametrize(
    ("old", "new", "stands"),
    [
        ('op = ">"', 'op = "=>"', '"=>"'),
        ("[people]", 'idle = ["闲"]\n[people]', "idle ="),
        ('severity = "block"', 'severity = "blok"', '"blok"'),
        ("since = 2026-01-01", "since = 2025-12-31", "since = 2025-12-31"),
        ("大师作法三天，他的病果然治好了", "大师走了", "大师走了"),
        ('"占卜"', '"占卜 "', '"占卜 "'),
    ],
)
def test_a_fault_is_told_with_its_line(old, new, stands):
    text = SMALL.replace(old, new, 1)

    error = refused(text)

    assert line_of(text, stands) in {fault.line for fault in error.faults}


def test_all_faults_are_told_together():
    text = SMALL
    for old, new in (
        ('op = ">"', 'op = "=>"'),
        ('{ set = "smoke" }', '{ set = "smok" }'),
        ('category = "safety"', 'category = "safe"'),
    ):
        text = text.replace(old, new, 1)

    error = refused(text)

    assert len(error.faults) >= 4  # and the set that is now unused
    assert error.said("en").count("\n") == len(error.faults)
    assert "smoke" in error.said("en")  # what to write instead


def test_what_to_write_instead_is_said():
    error = refused(
        SMALL.replace('measure = "flash.general", op', 'measure = "flash.genral", op')
    )

    assert "flash.general" in error.said("zh")


def test_files_of_one_policy_share_their_names():
    sets = SMALL.index("[sets]")
    people = SMALL.index("[people]")
    main = SMALL[:sets] + SMALL[people:]
    main = main.replace('language = "zh"', 'language = "zh"\ninclude = ["words.toml"]')

    policy = load(main, "small.toml", {"words.toml": SMALL[sets:people]})

    assert policy.words("smoke") == ("抽烟", "吸烟", "点烟")


def test_a_fault_in_an_included_file_names_that_file():
    main = SMALL.replace('language = "zh"', 'language = "zh"\ninclude = ["words.toml"]')

    error = refused(main, {"words.toml": '[sets]\nother = ["另"]\nsmoke = ["烟"]\n'})

    told = {(fault.file, fault.line, fault.code) for fault in error.faults}
    assert ("words.toml", 2, "review.policy_unused") in told
    assert ("words.toml", 3, "review.policy_twice") in told


def test_an_included_file_has_no_head_of_its_own():
    main = SMALL.replace('language = "zh"', 'language = "zh"\ninclude = ["words.toml"]')

    error = refused(main, {"words.toml": '[policy]\nid = "x"\n'})

    assert "review.policy_only" in {fault.code for fault in error.faults}
