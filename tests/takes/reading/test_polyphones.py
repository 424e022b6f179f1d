from __future__ import annotations

from piying.takes.reading.pinyin import syllable
from piying.takes.reading.polyphones import CONTEXTS, ERHUA_NEVER, NEUTRAL


def test_every_rule_gives_a_syllable_of_mandarin_to_one_character():
    for rule in CONTEXTS:
        assert len(rule.character) == 1
        assert syllable(rule.reading) == rule.reading


def test_the_rules_cover_the_polyphones_that_dialogue_lives_on():
    assert set("得地长还了着行重为当教中") <= {rule.character for rule in CONTEXTS}


def test_the_words_of_the_lists_are_words():
    assert all(len(word) >= 2 for word in NEUTRAL | ERHUA_NEVER)
