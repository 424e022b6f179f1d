from __future__ import annotations

import numpy as np
import pytest

from piying.model.errors import Invalid
from piying.model.people import Age, Voice
from piying.partners.providers.kokoro.build import VOICE_NAMES
from piying.partners.providers.kokoro.engine import style_of
from piying.partners.providers.kokoro.voices import voices


def test_there_is_a_voice_for_everybody():
    presets = voices().values()
    kinds = {(p.languages[0], p.sex, p.age) for p in presets}

    assert len(presets) >= 24
    assert kinds >= {("zh", sex, age) for sex in ("female", "male") for age in Age}
    assert {p.languages[0] for p in presets if "narrator" in p.tags} == {"zh", "en"}
    assert len({p.voice for p in presets}) == len(presets)


def test_every_voice_is_made_of_vectors_that_are_kept():
    for preset in voices().values():
        named = {
            preset.voice.timbre,
            preset.voice.prosody,
            preset.voice.mix_with or "zf_xiaoyi",
        }

        assert named <= set(VOICE_NAMES)


def test_timbre_and_prosody_are_the_halves_and_the_third_is_mixed_into_both():
    styles = {
        name: np.full((510, 256), value, np.float32)
        for name, value in (("a", 0), ("b", 1), ("c", 3))
    }
    style = style_of(Voice(timbre="a", prosody="b"), styles)
    mixed = style_of(Voice(timbre="a", prosody="b", mix_with="c", mix_permille=500), styles)

    assert (style[:, :128] == 0).all()
    assert (style[:, 128:] == 1).all()
    assert (mixed[:, :128] == 1.5).all()
    assert (mixed[:, 128:] == 2).all()


def test_an_unknown_voice_is_refused_with_the_known_ones():
    with pytest.raises(Invalid) as caught:
        style_of(Voice(timbre="nobody"), {"zf_xiaoxiao": np.zeros((510, 256), np.float32)})

    assert caught.value.code == "takes.voice_unknown"
    assert "zf_xiaoxiao" in str(caught.value)
