"""Options of the whole test suite."""

from __future__ import annotations


def pytest_addoption(parser):
    """`--golden-update` rewrites the files under tests/golden."""
    parser.addoption("--golden-update", action="store_true", default=False)
