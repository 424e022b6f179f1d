from __future__ import annotations

import json

import pytest

from piying.model.errors import Invalid, Missing
from piying.partners.providers.kokoro import build
from piying.partners.providers.kokoro.engine import TOKENS_MAX, UNIT_SAMPLES, Engine, Pitch


def test_without_the_model_it_says_what_to_run(tmp_path):
    with pytest.raises(Missing) as caught:
        _ = Engine(tmp_path).styles

    assert "./piying setup" in str(caught.value)


def test_a_symbol_outside_the_alphabet_is_refused_and_named(tmp_path):
    symbols = tmp_path / build.SYMBOLS.name
    symbols.parent.mkdir()
    symbols.write_text(json.dumps({"vocab": {"a": 1}}), "utf-8")

    with pytest.raises(Invalid) as caught:
        Engine(tmp_path).speak("aжa", None, 1.0, Pitch(200))

    assert caught.value.data["symbols"] == "ж"


def test_more_than_the_model_takes_is_refused(tmp_path):
    symbols = tmp_path / build.SYMBOLS.name
    symbols.parent.mkdir()
    symbols.write_text(json.dumps({"vocab": {"a": 1}}), "utf-8")

    with pytest.raises(Invalid):
        Engine(tmp_path).speak("a" * (TOKENS_MAX + 1), None, 1.0, Pitch(200))


@pytest.mark.model
def test_the_durations_of_the_tokens_sum_to_the_length_of_the_sound(data):
    engine = Engine(data)
    said = engine.speak("ma→ma", engine.styles["zf_xiaoxiao"], 1.0, Pitch(230))

    assert said.ends[-1] == said.samples.size
    assert len(said.ends) == len("ma→ma") + 2
    assert all(end % UNIT_SAMPLES == 0 for end in said.ends)
