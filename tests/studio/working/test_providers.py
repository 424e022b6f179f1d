"""The providers that a house has."""

from __future__ import annotations

from piying.studio.working.providers import all_providers


def test_the_kit_comes_first_and_names_differ(tmp_path):
    names = [one.name for one in all_providers(tmp_path)]

    assert names[0] == "puppet"
    assert len(set(names)) == len(names)
