"""Recipes and sounds for the tests of every provider."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from piying.partners.providers.soundfont.provider import BANK
from piying.studio.config import settings_from


@pytest.fixture(name="data_folder", scope="session")
def _data_folder():
    """Where models and the sound bank lie on this machine."""
    return settings_from(os.environ, Path()).data


@pytest.fixture(autouse=True)
def _installed(request, data_folder):
    """Tests marked `model` need what ./piying setup brings."""
    if request.node.get_closest_marker("model") and not (data_folder / BANK).is_file():
        pytest.skip(f"not set up: {BANK}")


@pytest.fixture(name="heard", scope="session")
def _heard():
    """The samples of a WAV, -1 … 1, (samples, channels)."""

    def read(made):
        whole = np.frombuffer(made.data[44:], "<i2")
        return whole.reshape(-1, made.facts.channels).astype(np.float64) / 32768

    return read
