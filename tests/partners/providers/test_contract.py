"""What every embedded provider of sound keeps: the port, and sound that can be laid."""

from __future__ import annotations

import io
import wave
from dataclasses import replace

import numpy as np
import pytest

from piying.model.clock import SAMPLE_RATE
from piying.model.errors import Invalid, Missing
from piying.model.money import NOTHING
from piying.model.people import Voice
from piying.model.shot import Speech
from piying.model.take import MusicBrief, Recipe, SoundBrief, TakeKind
from piying.partners.providers.foley.effects import EFFECTS
from piying.partners.providers.soundfont.moods import MOODS
from piying.partners.registry import embedded, voice_presets
from piying.script.kit import MOODS as MOODS_ASKED
from piying.script.kit import SOUNDS as SOUNDS_ASKED

model = pytest.mark.model
NAMES = ("kokoro", "soundfont", "foley")
EACH = pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=() if n == "foley" else model) for n in NAMES],
)
EDGE_MAX = 0.02
"""A sound begins and ends this near to silence, so that laying it clicks nowhere."""
DC_MAX = 0.001


def provider(name, data):
    return next(one for one in embedded(data) if one.name == name)


def recipe(name, length_ms=2000):
    """A recipe that the provider `name` makes."""
    return {
        "kokoro": lambda: Recipe(
            TakeKind.VOICE, name, "", speech=Speech("甲", "你好。", "你好。", any_voice())
        ),
        "soundfont": lambda: Recipe(
            TakeKind.MUSIC, name, "", music=MusicBrief("calm", length_ms)
        ),
        "foley": lambda: Recipe(TakeKind.SOUND, name, "", sound=SoundBrief("door", length_ms)),
    }[name]()


def any_voice() -> Voice:
    return next(iter(voice_presets().values())).voice


def asked(one, length_ms=2000, **changes):
    plain = replace(recipe(one.name, length_ms), model=one.abilities[0].models[0])
    return replace(plain, **changes)


@pytest.mark.parametrize("name", NAMES)
def test_a_provider_says_what_it_makes_and_that_it_is_offline(name, tmp_path):
    one = provider(name, tmp_path)

    assert one.abilities
    assert all(ability.models and ability.offline for ability in one.abilities)
    assert one.abilities[0].makes is recipe(name).want


@pytest.mark.parametrize("name", NAMES)
def test_what_is_made_on_this_machine_costs_nothing(name, tmp_path):
    one = provider(name, tmp_path)

    assert one.quote(asked(one)) == NOTHING


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("foreign", NAMES)
def test_a_recipe_of_another_kind_is_refused(name, foreign, tmp_path):
    if name == foreign:
        return
    one = provider(name, tmp_path)
    with pytest.raises(Invalid):
        one.make(replace(recipe(foreign), model=one.abilities[0].models[0]), None)


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_model_is_refused_and_the_known_named(name, tmp_path):
    one = provider(name, tmp_path)
    with pytest.raises(Invalid) as caught:
        one.make(asked(one, model="of-yesterday"), None)

    assert one.abilities[0].models[0] in caught.value.said("zh")


@pytest.mark.parametrize("name", ["kokoro", "soundfont"])
def test_what_is_not_installed_is_missed_and_setup_named(name, tmp_path):
    one = provider(name, tmp_path)
    with pytest.raises(Missing) as caught:
        one.make(asked(one), None)

    assert "./piying setup" in caught.value.said("en")
    assert "./piying setup" in caught.value.said("zh")


@pytest.fixture(name="made", scope="module")
def _made(data_folder):
    """What a provider makes of its plain recipe, made once."""
    held = {}

    def make(name):
        if name not in held:
            one = provider(name, data_folder)
            held[name] = one.make(asked(one), None)
        return held[name]

    return make


@EACH
def test_facts_are_true_to_the_header(name, made):
    one = made(name)
    with wave.open(io.BytesIO(one.data), "rb") as file:
        header = (file.getframerate(), file.getnframes(), file.getnchannels())

    assert header == (SAMPLE_RATE, one.facts.sample_count, one.facts.channels)
    assert one.facts.byte_count == len(one.data)
    assert one.facts.media_type == "audio/wav"
    assert one.facts.channels == (1 if name == "kokoro" else 2)
    assert one.cost == NOTHING


@EACH
def test_equal_recipes_give_equal_bytes(name, made, data_folder):
    one = provider(name, data_folder)

    assert one.make(asked(one), None).data == made(name).data


@EACH
def test_sound_is_heard_without_clipping_offset_or_click(name, made, heard):
    sound = heard(made(name))

    assert 0.05 < np.abs(sound).max() < 0.99
    assert abs(sound.mean()) < DC_MAX
    assert np.abs(sound[:2]).max() < EDGE_MAX
    assert np.abs(sound[-2:]).max() < EDGE_MAX


@pytest.mark.parametrize(
    ("name", "length_ms"),
    [
        *(("foley", length) for length in (1, 37, 700, 2000, 4321)),
        *(pytest.param("soundfont", length, marks=model) for length in (37, 2000)),
    ],
)
def test_a_sound_is_exactly_as_long_as_asked(name, length_ms, made, data_folder):
    one = provider(name, data_folder)
    plain = length_ms == 2000
    sound = made(name) if plain else one.make(asked(one, length_ms), None)

    assert sound.facts.sample_count == length_ms * SAMPLE_RATE // 1000


@pytest.mark.parametrize("length_ms", [0, -5, 10_000_000])
@pytest.mark.parametrize("name", ["foley", "soundfont"])
def test_an_absurd_length_is_refused(name, length_ms, tmp_path):
    one = provider(name, tmp_path)
    with pytest.raises(Invalid):
        one.make(asked(one, length_ms), None)


def test_another_seed_is_another_sound(data_folder):
    one = provider("foley", data_folder)
    first, second = (one.make(asked(one, seed=seed), None).data for seed in (1, 2))

    assert first != second


def test_every_mood_and_sound_that_a_board_asks_for_is_made():
    assert set(MOODS_ASKED) - {"silence"} <= set(MOODS)
    assert set(SOUNDS_ASKED) <= set(EFFECTS)


@pytest.mark.parametrize(
    ("name", "brief", "code"),
    [
        ("soundfont", {"music": MusicBrief("jazz", 1000)}, "takes.unknown_mood"),
        ("foley", {"sound": SoundBrief("meow", 1000)}, "takes.unknown_sound"),
    ],
)
def test_an_unknown_mood_or_sound_is_refused_with_the_known(name, brief, code, tmp_path):
    one = provider(name, tmp_path)
    with pytest.raises(Invalid) as caught:
        one.make(asked(one, **brief), None)

    assert caught.value.code == code
    assert ("tender" if name == "soundfont" else "thunder") in caught.value.said("zh")
