"""A crowd is let loose on this machine alone, unless somebody says that the other is theirs."""

from __future__ import annotations

import pytest

from piying.model.errors import Invalid
from piying.studio.channel.simulating import check_own


@pytest.mark.parametrize(
    "url",
    ["http://localhost:8000", "http://127.0.0.1:8371/", "http://[::1]:80/feed"],
)
def test_this_machine_is_known_by_its_names(url):
    assert url.startswith(check_own(url, mine=False))


@pytest.mark.parametrize(
    "url",
    ["https://drama.example", "http://localhost.evil.example", "http://10.0.0.7:8000",
     "http://localhost@drama.example"],
)  # fmt: skip
def test_another_machine_is_refused_unless_it_is_ones_own(url):
    with pytest.raises(Invalid) as refused:
        check_own(url, mine=False)

    assert refused.value.code == "cli.simulate_elsewhere"
    assert check_own(url, mine=True)


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://localhost", "http://"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(Invalid) as refused:
        check_own(url, mine=True)

    assert refused.value.code == "cli.simulate_url"
