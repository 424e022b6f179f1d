"""The policies that ship: they load, stop what was pulled, and let through what debunks it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from piying.model.policy import RuleKind
from piying.model.review import Finding, Level, Stage
from piying.review.text.read import read as read_units
from piying.review.units import script_units, title_units
from piying.script.read import read
from piying.script.scenes import episodes
from review.scoring import RULES, File, Score, files, ordinary, policy_of, score

HERE = Path(__file__).parent
DOCS = HERE.parent.parent / "docs" / "policies.md"
ORDINARY_MAX = 0.002
"""The share of ordinary lines that may be sent to a person."""
FLOORS = {
    "zh": {"held": (0.97, 0.91), "fresh": (0.96, 0.80), "blind": (0.96, 0.73)},
    "en": {"held": (0.90, 0.90)},
}
"""Language → part → (precision, recall), below what was reached."""


def found_in(name: str) -> tuple[Finding, ...]:
    """What the policy of China finds in a script of this folder."""
    reading = read((HERE / "scripts" / name).read_bytes(), name=name)
    units = list(title_units(reading.script))
    for episode in episodes(reading.script):
        units += script_units(episode)
    return read_units(policy_of("zh").policy, units, Stage.SCRIPT)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_shipped_policy_loads_with_all_its_examples(language: str) -> None:
    assert policy_of(language).policy.rules


def test_no_rule_blocks_on_a_clause_that_was_not_read_in_full() -> None:
    policy = policy_of("zh").policy
    texts = [rule for rule in policy.rules if rule.sort is RuleKind.TEXT]
    assert texts
    assert all(rule.severity is not Level.BLOCK for rule in texts)


def test_a_ghost_university_that_rewards_failure_is_sent_to_a_person() -> None:
    found = [f for f in found_in("ghost_university.txt") if f.level is Level.REVIEW]
    rules = {one.rule for one in found}
    assert "SUP-003" in rules
    quoted = " ".join(one.evidence.quote for one in found)
    assert "鬼大学" in quoted


def test_its_title_alone_is_sent_to_a_person() -> None:
    lines = found_in("ghost_university.txt")
    assert any(str(one.at.element) == "title" and one.level is Level.REVIEW for one in lines)


def test_a_student_who_exposes_a_fortune_teller_passes_with_notes() -> None:
    found = found_in("fortune_teller.txt")
    assert found
    assert {one.level for one in found} == {Level.NOTE}
    assert any("debunk" in word for one in found for word in one.evidence.contexts)


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_labelled_lines_keep_their_floors(language: str) -> None:
    for part, (precision, recall) in FLOORS[language].items():
        total = _total(language, part)
        assert total.precision >= precision
        assert total.recall >= recall


def _total(language: str, part: str) -> Score:
    scores = [one for file in files() if _is(file, language) and (one := score(file, part, ()))]
    return sum(scores[1:], scores[0])


def _is(file: File, language: str) -> bool:
    return file.language == language


def test_ordinary_dialogue_is_left_alone() -> None:
    lines = ordinary()
    flagged = [line for line in lines if policy_of("zh").flags(line)]
    assert len(flagged) <= ORDINARY_MAX * len(lines), flagged


def test_every_rule_has_its_line_in_the_docs() -> None:
    told = set(re.findall(r"^\| `([A-Z]+-\d{3})` \|", DOCS.read_text("utf-8"), re.MULTILINE))
    shipped = {rule.id for name in ("zh", "en") for rule in policy_of(name).policy.rules}
    assert told == shipped


def test_no_file_of_a_policy_is_too_long_to_read() -> None:
    assert all(path.read_text("utf-8").count("\n") <= 500 for path in RULES.glob("*.toml"))
