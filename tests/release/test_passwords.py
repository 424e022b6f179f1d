from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis.strategies import text

from piying.model.viewer import Sort
from piying.release.passwords import CHARACTERS_MAX, Weak, pin_is_good, weakness

NAMES = ("xiaoming", "Ming Xiao", "piying", "皮影")


@pytest.mark.parametrize(
    ("password", "weak"),
    [
        ("eleven char", Weak.SHORT), ("x" * 257, Weak.LONG),
        ("password1234", Weak.COMMON), ("P@ssw0rd2026!", Weak.COMMON),
        ("admin1234567", Weak.COMMON), ("Woaini520131", Weak.COMMON),
        ("aaaaaaaaaaaa", Weak.PLAIN), ("abcabcabcabc", Weak.PLAIN),
        ("123456789012", Weak.PLAIN), ("qwertyuiop12", Weak.PLAIN),
        ("1qaz2wsx3edc", Weak.PLAIN), ("ＱＷＥＲＴＹＵＩＯＰ12", Weak.PLAIN),
        ("xiaoming1990!", Weak.TOLD), ("皮影皮影2026!!!!!", Weak.TOLD),
        ("correct horse battery staple", None), ("kettle-orbit-lamp-9", None),
        ("今天下雨了吧我们去看海好吗", None), ("zhong7Kuai-liu", None),
    ],
)  # fmt: skip
def test_rules_tell_what_is_guessed_first(password, weak):
    """ASVS 6.2.4, 6.2.11"""
    assert weakness(password, Sort.STAFF, NAMES) is weak


def test_a_viewer_s_may_be_shorter():
    """ASVS 6.2.1"""
    assert weakness("lamp-9ok", Sort.VIEWER, ()) is None
    assert weakness("lamp-9ok", Sort.STAFF, ()) is Weak.SHORT
    assert weakness("lamp-9k", Sort.VIEWER, ()) is Weak.SHORT


@pytest.mark.property
@given(password=text(max_size=300))
@settings(deadline=None)
def test_any_text_is_judged_and_the_length_is_kept(password):
    """ASVS 6.2.5, 6.2.9"""
    weak = weakness(password, Sort.VIEWER, NAMES)

    assert (weak is Weak.SHORT) == (len(password) < 8)
    assert (weak is Weak.LONG) == (len(password) > CHARACTERS_MAX)


@pytest.mark.parametrize(("pin", "good"), [
    ("2580", True), ("9081726", True), ("1234", False), ("1111", False), ("1212", False),
    ("123", False), ("12345679 ", False), ("四五六七", False), ("987654321", False),
])  # fmt: skip
def test_pins(pin, good):
    assert pin_is_good(pin) is good
