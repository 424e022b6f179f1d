from __future__ import annotations

import os
from pathlib import Path

import pytest

from piying.model.shot import Speech
from piying.model.take import Recipe, TakeKind
from piying.partners.providers.kokoro import Kokoro, voices
from piying.partners.providers.kokoro.build import ASSETS, MODEL_NAME
from piying.store.assets import Assets, State
from piying.studio.config import settings_from


@pytest.fixture(scope="session")
def data() -> Path:
    """The data folder, when the model lies in it."""
    folder = settings_from(os.environ, Path()).data
    absent = [a.name for a in ASSETS if Assets(folder).state(a) is not State.READY]
    if absent:
        pytest.skip(f"not set up: {', '.join(absent)}")
    return folder


@pytest.fixture(scope="session")
def kokoro(data) -> Kokoro:
    return Kokoro(data)


@pytest.fixture(scope="session")
def recipe():
    def make(text, voice="woman_calm", language="zh", **changes) -> Recipe:
        speech = Speech("x", text, text, voices()[voice].voice, language=language, **changes)
        return Recipe(TakeKind.VOICE, "kokoro", MODEL_NAME, speech=speech)

    return make
