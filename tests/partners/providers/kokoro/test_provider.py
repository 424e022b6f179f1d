from __future__ import annotations

import io
import wave
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest

from piying.model.errors import Invalid
from piying.model.money import NOTHING
from piying.model.script import Delivery
from piying.model.shot import Emotion
from piying.model.take import Recipe, SoundBrief, TakeKind
from piying.partners.providers.kokoro import Kokoro, voices
from piying.takes.provider import Provider

LINE = {"zh": "三年前你们把我赶出家门。", "en": "You threw me out three years ago."}


def samples_of(made):
    with wave.open(io.BytesIO(made.data)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


def median_pitch(samples):
    """The median pitch in hertz of the voiced frames, by autocorrelation."""
    narrow = samples[::3]
    window = np.hanning(1024)
    own = np.fft.irfft(np.abs(np.fft.rfft(window, 4096)) ** 2)[:512]
    found = []
    for start in range(0, narrow.size - 1024, 320):
        frame = narrow[start : start + 1024] * window
        if np.sqrt(np.mean(frame**2)) < 0.02:
            continue
        like = np.fft.irfft(np.abs(np.fft.rfft(frame, 4096)) ** 2)[:512] / own
        lag = 32 + int(np.argmax(like[32:267]))
        if like[lag] > 0.6 * like[0]:
            found.append(16_000 / lag)
    return float(np.median(found))


def centroid(samples):
    power = np.abs(np.fft.rfft(samples)) ** 2
    hertz = np.fft.rfftfreq(samples.size, 1 / 48_000)
    audible = hertz < 8000
    return float((hertz * power)[audible].sum() / power[audible].sum())


def test_it_keeps_the_port(tmp_path):
    provider: Provider = Kokoro(tmp_path)

    assert provider.name == "kokoro"
    assert provider.abilities[0].makes is TakeKind.VOICE
    assert provider.abilities[0].offline


def test_speaking_costs_nothing(tmp_path, recipe):
    assert Kokoro(tmp_path).quote(recipe("好")) == NOTHING


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda r: replace(r, model="kokoro-0"), "takes.model_unknown"),
        (
            lambda r: replace(r, speech=replace(r.speech, language="ja")),
            "takes.language_not_spoken",
        ),
        (lambda r: replace(r, want=TakeKind.MUSIC, speech=None), "takes.kind_not_made"),
        (lambda r: replace(r, speech=None), "takes.recipe_unfit"),
    ],
)
def test_what_it_cannot_make_is_refused(tmp_path, recipe, change, code):
    with pytest.raises(Invalid) as caught:
        Kokoro(tmp_path).make(change(recipe("好")), None)

    assert caught.value.code == code


def test_an_effect_of_sound_is_none_of_its_business(tmp_path):
    with pytest.raises(Invalid):
        Kokoro(tmp_path).quote(
            Recipe(TakeKind.SOUND, "kokoro", "", sound=SoundBrief("rain", 1000))
        )


def test_a_line_of_pauses_is_a_silence_with_the_mouth_at_rest(tmp_path, recipe):
    made = Kokoro(tmp_path).make(recipe("……"), None)

    assert not samples_of(made).any()
    assert [mark.viseme for mark in made.facts.marks] == ["rest"]


@pytest.mark.model
class TestSpoken:
    def test_the_facts_say_what_the_file_is(self, kokoro, recipe):
        made = kokoro.make(recipe(LINE["zh"]), None)
        samples = samples_of(made)

        assert made.facts.sample_count == samples.size
        assert (made.facts.sample_rate, made.facts.channels) == (48_000, 1)
        assert made.facts.byte_count == len(made.data)
        assert np.abs(samples).max() < 0.98

    def test_the_marks_cover_the_whole_line_and_begin_and_end_at_rest(self, kokoro, recipe):
        facts = kokoro.make(recipe(LINE["zh"]), None).facts
        marks = facts.marks

        assert (marks[0].start, marks[-1].end) == (0, facts.sample_count)
        assert all(a.end == b.start for a, b in pairwise(marks))
        assert marks[0].viseme == marks[-1].viseme == "rest"
        assert {"open", "closed"} <= {mark.viseme for mark in marks}

    def test_the_silence_before_the_first_sound_is_short(self, kokoro, recipe):
        samples = samples_of(kokoro.make(recipe(LINE["zh"]), None))
        loud = np.flatnonzero(np.abs(samples) > 0.05 * np.abs(samples).max())

        assert 0.03 <= loud[0] / 48_000 <= 0.2
        assert (samples.size - loud[-1]) / 48_000 <= 0.3

    def test_the_same_recipe_gives_the_same_bytes(self, kokoro, data, recipe):
        assert kokoro.make(recipe(LINE["zh"]), None) == Kokoro(data).make(
            recipe(LINE["zh"]), None
        )

    def test_anger_is_faster_and_higher_and_grief_slower_and_lower(self, kokoro, recipe):
        def spoken(emotion):
            samples = samples_of(kokoro.make(recipe(LINE["zh"], emotion=emotion), None))
            return samples.size, median_pitch(samples), np.sqrt(np.mean(samples**2))

        calm, angry, sad = map(spoken, (Emotion.NEUTRAL, Emotion.ANGRY, Emotion.SAD))

        assert angry[0] < calm[0] < sad[0]
        assert sad[1] < calm[1] < angry[1]
        assert sad[2] < calm[2] < angry[2]

    def test_the_inner_voice_is_softer_and_rings_on(self, kokoro, recipe):
        spoken = samples_of(kokoro.make(recipe(LINE["zh"]), None))
        inner = samples_of(kokoro.make(recipe(LINE["zh"], delivery=Delivery.OS), None))

        assert inner.size > spoken.size
        assert np.sqrt(np.mean(inner**2)) < np.sqrt(np.mean(spoken**2))

    @pytest.mark.slow
    def test_a_long_line_is_spoken_to_its_end(self, kokoro, recipe):
        once = kokoro.make(recipe(LINE["zh"]), None).facts
        often = kokoro.make(recipe(LINE["zh"] * 12), None).facts

        assert often.sample_count > 9 * once.sample_count
        assert often.marks[-1].end == often.sample_count


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_voices_are_told_apart_by_pitch_or_colour(kokoro, recipe, language):
    heard = {}
    for name, preset in voices().items():
        if preset.languages[0] == language:
            samples = samples_of(kokoro.make(recipe(LINE[language], name, language), None))
            heard[name] = (np.log2(median_pitch(samples)), np.log2(centroid(samples)))
    pitches = [2**pitch for pitch, _ in heard.values()]
    alike = [
        (a, b)
        for (a, x), (b, y) in combinations(heard.items(), 2)
        if abs(x[0] - y[0]) < 0.04 and abs(x[1] - y[1]) < 0.08
    ]

    assert max(pitches) / min(pitches) > 2.5
    assert alike == []
