"""Options and profiles of the whole test suite.

    pytest --golden-update                  rewrites the files under tests/golden
    pytest tests/simulator -k short_seed --seed 7 runs one world of the simulator of money
    pytest --hypothesis-profile=night       looks for counterexamples for hours

A test in a browser ends after two minutes, whatever it waits for.

A machine of continuous integration says so by the variable CI and tries the same examples
every time; a person's machine tries others each time.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True)
settings.register_profile(
    "night", max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser):
    """`--golden-update` rewrites the files under tests/golden; `--seed` names one world."""
    parser.addoption("--golden-update", action="store_true", default=False)
    parser.addoption("--seed", type=int, default=None, help="one seed of tests/simulator")


BROWSER_SECONDS_MAX = 120
"""Of a test that looks at pages: a page, its driver and its site wait for each other."""


def pytest_collection_modifyitems(items):
    """A page that never comes to rest fails its own test and hangs nothing else."""
    for item in items:
        if item.get_closest_marker("browser") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(BROWSER_SECONDS_MAX))
