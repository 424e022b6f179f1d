"""The shipped profiles are whole and keep the rules of the label."""

from __future__ import annotations

import pytest

from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.errors import Invalid
from piying.render.encoders import encoder
from piying.render.profiles import RATES, profile, profiles, uses


def test_the_default_is_a_phone_at_25_frames():
    phone = profile()

    assert phone == profile("phone")
    assert (phone.width, phone.height, phone.rate) == (1080, 1920, Rate(25))
    assert (phone.encoder, phone.preset, phone.crf) == ("libx264", "veryfast", 20)


def test_sizes_and_presets_are_as_documented():
    sizes = {
        name: (p.width, p.height, p.encoder, p.preset, p.crf) for name, p in profiles().items()
    }

    assert sizes == {
        "phone": (1080, 1920, "libx264", "veryfast", 20),
        "draft": (720, 1280, "libx264", "ultrafast", 23),
        "upload": (1080, 1920, "libx264", "faster", 20),
        "archive": (1080, 1920, "libx264", "slower", 16),
        "viewer": (1080, 1920, "libsvtav1", "8", 34),
        "qhd": (1440, 2560, "libx264", "veryfast", 20),
        "uhd": (2160, 3840, "libx264", "veryfast", 20),
    }


@pytest.mark.parametrize("name", profiles())
def test_every_profile_asks_its_encoder_for_what_it_has_and_says_its_use(name):
    found = profile(name)

    assert found.preset in encoder(found.encoder).presets
    assert found.crf > 0
    assert uses()[name].zh
    assert uses()[name].en


def test_another_encoder_comes_with_its_own_preset_and_quality():
    other = profile("phone", 30, "libsvtav1")

    assert (other.encoder, other.preset, other.crf) == ("libsvtav1", "8", 34)
    assert (other.name, other.width, other.rate) == ("phone", 1080, Rate(30))
    assert profile("viewer", 25, "libsvtav1") == profile("viewer")
    assert profile("archive", 25, "libx264").preset == "slower"
    with pytest.raises(Invalid, match="“mpeg2”; choose one of: libx264, libsvtav1"):
        profile("phone", 25, "mpeg2")


@pytest.mark.parametrize("name", profiles())
def test_every_profile_keeps_the_label_s_rule(name):
    """GB 45438-2025, 5.4: not under 5 % of the short side."""
    found = profile(name)

    assert found.name == name
    assert found.label_height_permille >= 50
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
