from __future__ import annotations

import os
from pathlib import Path

import pytest

from piying.model.errors import Missing
from piying.store.assets import Assets, State
from piying.studio.config import settings_from
from piying.studio.installing.assets import FONT_SANS, OWN
from piying.studio.installing.proof import ink, prove_fonts, prove_sound_bank, weighted


@pytest.fixture
def data() -> Path:
    folder = settings_from(os.environ, Path()).data
    absent = [a.name for a in OWN if Assets(folder).state(a) is not State.READY]
    if absent:
        pytest.skip(f"not set up: {', '.join(absent)}")
    return folder


@pytest.mark.model
def test_heavier_weights_give_more_ink(data):
    sans = Assets(data).path(FONT_SANS)
    weights = [ink(weighted(sans, weight)) for weight in (100, 400, 700, 900)]

    assert weights == sorted(set(weights))


@pytest.mark.model
def test_the_fonts_and_the_sound_bank_pass_their_proofs(data):
    prove_fonts(data)
    prove_sound_bank(data)


def test_a_proof_without_its_asset_says_that_it_is_missing(tmp_path):
    for prove in (prove_fonts, prove_sound_bank):
        with pytest.raises(Missing):
            prove(tmp_path)
