from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import text

from piying.model.viewer import Sort
from piying.release import passwords
from piying.release.passwords import CHARACTERS_MAX, Weak, leaked, pin_is_good, weakness

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


class TestWhatLeaked:
    """At least the top 3,000 that match the policy (6.2.4), a set of leaked ones (6.2.12)."""

    def test_none_of_the_list_is_taken(self):
        """ASVS 6.2.4, 6.2.12"""
        long_enough = [one for one in leaked() if len(one) >= 8]

        assert len(long_enough) > 10_000
        assert not [one for one in long_enough if weakness(one, Sort.VIEWER, ()) is None]

    @pytest.mark.parametrize(
        "password",
        ["Samantha", "corvette2026!", "##liverpool-99##", "m1dn1ght2024", "５２０liverpool"],
    )
    def test_digits_signs_and_looks_make_it_no_better(self, password):
        """ASVS 6.2.4"""
        assert weakness(password, Sort.VIEWER, ()) is Weak.COMMON

    def test_of_the_staff_s_too(self):
        """ASVS 6.2.4: few that leaked have 12 characters; what stands around them is dropped"""
        words = sorted(one for one in leaked() if len(one) >= 6 and one.isalpha())
        taken = [one for one in words[::7] if weakness(f"{one}-2026!", Sort.STAFF, ()) is None]

        assert len(words) > 10_000
        assert not taken

    def test_the_list_is_not_read_before_it_is_needed(self):
        asked = "import sys; import piying.release.passwords; print('zxcvbn' in sys.modules)"
        said = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-c", asked],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONPATH": str(Path(passwords.__file__).parents[2])},
        )

        assert said.stdout.strip() == "False"


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
