from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from piying.partners.providers.kokoro.clauses import PHONEMES_MAX, clauses


def test_a_short_line_is_one_breath():
    made = clauses("ni↓xau↓, ʦou↓!")

    assert [(clause.phonemes, clause.pause_seconds) for clause in made] == [
        ("ni↓xau↓, ʦou↓!", 0.0)
    ]


def test_a_long_line_is_broken_behind_its_sentences():
    sentence = "a" * 150 + ", " + "b" * 100 + ". "
    made = clauses(sentence * 3)

    assert [clause.phonemes[-1] for clause in made] == [".", ".", "."]
    assert made[0].pause_seconds > 0


@given(st.text("ab ,.!", max_size=1500))
@settings(deadline=None)
def test_nothing_is_lost_and_no_clause_is_too_long(phonemes):
    made = clauses(phonemes)

    assert all(0 < len(clause.phonemes) <= PHONEMES_MAX for clause in made)
    assert "".join(c.phonemes for c in made).replace(" ", "") == phonemes.replace(" ", "")
