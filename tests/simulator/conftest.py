from __future__ import annotations


def pytest_generate_tests(metafunc):
    """The seeds that always run, or the one that was asked for."""
    if "seed" in metafunc.fixturenames and hasattr(metafunc.module, "SHORT"):
        asked = metafunc.config.getoption("--seed")
        metafunc.parametrize("seed", metafunc.module.SHORT if asked is None else [asked])
