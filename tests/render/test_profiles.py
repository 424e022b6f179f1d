"""The shipped profiles are whole and keep the rules of the label."""

from __future__ import annotations

import pytest

from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.errors import Invalid
from piying.render.profiles import RATES, profile, profiles


def test_the_default_is_a_phone_at_25_frames():
    phone = profile()

    assert phone == profile("phone")
    assert (phone.width, phone.height, phone.rate) == (1080, 1920, Rate(25))
    assert (phone.codec, phone.preset, phone.crf) == ("libx264", "veryfast", 20)


def test_sizes_and_presets_are_as_documented():
    sizes = {name: (p.width, p.height, p.preset) for name, p in profiles().items()}

    assert sizes == {
        "phone": (1080, 1920, "veryfast"),
        "draft": (720, 1280, "ultrafast"),
        "qhd": (1440, 2560, "veryfast"),
        "uhd": (2160, 3840, "veryfast"),
    }


@pytest.mark.parametrize("name", profiles())
def test_every_profile_keeps_the_label_s_rule(name):
    """GB 45438-2025, 5.4: not under 5 % of the short side and not under 2 s."""
    found = profile(name)

    assert found.name == name
    assert found.label_height_permille >= 50
    assert found.label_min_ms >= 2_000
    assert found.width % 2 == found.height % 2 == 0
    assert found.width * 16 == found.height * 9


@pytest.mark.parametrize("rate", RATES)
def test_every_rate_counts_whole_samples(rate):
    found = profile("uhd", rate)

    assert found.rate == Rate(rate)
    assert SAMPLE_RATE % rate == 0
    assert found.height == 3840


def test_what_is_not_there_is_named_with_what_is():
    with pytest.raises(Invalid, match="“cinema”; choose one of: phone, draft"):
        profile("cinema")
    with pytest.raises(Invalid, match="29 frames a second; choose one of: 24, 25"):
        profile("phone", 29)
