from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis.strategies import binary, integers, text

from piying.release.totp import STEP_MS, code_at, letters_of, step_at, step_of

SECRET = b"12345678901234567890"
"""Of the test values of RFC 6238, appendix B."""


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ],
)  # fmt: skip
def test_codes_are_those_of_the_rfc(seconds, code):
    """RFC 6238, appendix B; ours are the last six of its eight digits."""
    assert code_at(SECRET, step_at(1000 * seconds)) == code[2:]


@pytest.mark.property
@given(secret=binary(min_size=20, max_size=20), now=integers(3, 10**9), off=integers(-3, 3))
@settings(deadline=None)
def test_one_step_either_way_is_taken_and_no_other(secret, now, off):
    """ASVS 6.5.5"""
    typed = code_at(secret, now + off)
    around = [code_at(secret, now + one) for one in (-1, 0, 1)]

    assert (step_of(secret, typed, now * STEP_MS) is not None) == (typed in around)
    if abs(off) <= 1:
        assert step_of(secret, typed, now * STEP_MS + STEP_MS - 1) >= now + off


@pytest.mark.property
@given(typed=text(max_size=20))
@settings(deadline=None)
def test_any_text_is_compared(typed):
    assert step_of(SECRET, typed, 59_000) is None or typed.isdigit()


def test_the_letters_are_the_secret():
    assert base64.b32decode(letters_of(SECRET)) == SECRET
