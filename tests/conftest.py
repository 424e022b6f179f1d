"""Options and profiles of the whole test suite.

    pytest --golden-update                  rewrites the files under tests/golden
    pytest tests/simulator -k short_seed --seed 7 runs one world of the simulator of money
    pytest --hypothesis-profile=night       looks for counterexamples for hours

A machine of continuous integration says so by the variable CI and tries the same examples
every time; a person's machine tries others each time.
"""

from __future__ import annotations

import os

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
