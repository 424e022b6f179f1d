"""Ads, read strictly; none is for the series that it is about."""

from __future__ import annotations

import pytest

from piying.model.errors import Invalid
from piying.release.ads import Ad, fitting, read_ads

TEXT = """
[[ad]]
id = "key-trailer"
series = "key"
[[ad]]
id = "tea"
series = "tea"
episode = 2
seconds = 20
pays = 5
currency = "SGD"
"""


def test_an_ad_is_an_episode_of_another_series():
    found = read_ads(TEXT, "ads.toml")

    assert found == (
        Ad("key-trailer", "key", 1, 15, 0, "CNY"), Ad("tea", "tea", 2, 20, 5, "SGD"),
    )  # fmt: skip
    assert fitting(found, "key") == found[1:]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("seconds = 20", "seconds = 2"),
        ("seconds = 20", "seconds = 200"),
        ("pays = 5", "pays = -1"),
        ("pays = 5", "pays = 5_000_000"),
        ('"SGD"', '"ZZZ"'),
        ("episode = 2", "episode = 0"),
        ('"tea"', '"a:b"'),
        ("episode = 2", "url = 2"),
    ],
)
def test_nonsense_is_refused(old, new):
    with pytest.raises(Invalid):
        read_ads(TEXT.replace(old, new, 1), "ads.toml")
