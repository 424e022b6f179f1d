"""The model itself: phonemes in, samples and the length of every phoneme out."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from piying.model.errors import Invalid, Missing, Outside
from piying.partners.providers.kokoro import build

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from piying.model.asset import Asset
    from piying.model.people import Voice

SAMPLE_RATE = 24_000
UNIT_SAMPLES = 600
"""Durations come in units of 25 ms."""
TOKENS_MAX = 510
TIMBRE_WIDTH = build.STYLE_WIDTH // 2

Samples = NDArray[np.float32]
Style = NDArray[np.float32]
"""(510, 256): a row for each count of tokens, the first half timbre, the second prosody."""


@dataclass(frozen=True, slots=True)
class Pitch:
    """The law over the voice's pitch: gain * ref * (F0 / ref) ** range."""

    ref_hz: float
    gain: float = 1.0
    range: float = 1.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the model said."""

    samples: Samples
    """(n,) at SAMPLE_RATE, about -1 … 1."""
    ends: tuple[int, ...]
    """Where each token ends, in samples; the first token is the silence before the phonemes."""


class Engine:
    """The model, its voices and its symbols, each read from the data folder on first use."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._lock = threading.Lock()

    @cached_property
    def symbols(self) -> dict[str, int]:
        """Phoneme → token."""
        vocabulary: dict[str, int] = json.loads(self._read(build.SYMBOLS))["vocab"]
        return vocabulary

    @cached_property
    def styles(self) -> dict[str, Style]:
        """Name → style vectors."""
        return dict(build.unpacked(self._read(build.VOICES)))

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        # the arena would keep the memory of the longest line until the film is done
        options.enable_cpu_mem_arena = False
        # one thread: two are slower for the work they do, and sums stay in one order
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self._place(build.MODEL)), options, providers=["CPUExecutionProvider"]
        )

    def speak(self, phonemes: str, style: Style, speed: float, pitch: Pitch) -> Spoken:
        """`phonemes` in the voice of `style`.

        Raises:
            Invalid: a symbol is not of the model's alphabet, or there are too many.
        """
        strangers = "".join(
            sorted({symbol for symbol in phonemes if symbol not in self.symbols})
        )
        if strangers:
            raise Invalid("takes.phoneme_unknown", symbols=strangers, phonemes=phonemes)
        if not 0 < len(phonemes) <= TOKENS_MAX:
            raise Invalid("takes.phonemes_too_many", count=len(phonemes), most=TOKENS_MAX)
        tokens = [self.symbols[symbol] for symbol in phonemes]
        row = style[len(tokens) - 1].reshape(1, -1).astype(np.float32)
        with self._lock:
            session = self._session
        audio, durations, _ = session.run(
            None,
            {
                "tokens": np.array([[0, *tokens, 0]], np.int64),
                "style": row,
                "speed": np.array([speed], np.float32),
                "f0_ref": np.array([pitch.ref_hz], np.float32),
                "f0_range": np.array([pitch.range], np.float32),
                "f0_gain": np.array([pitch.gain], np.float32),
            },
        )
        units = np.rint(np.asarray(durations).ravel()).astype(np.int64)
        samples = np.asarray(audio, np.float32).ravel()
        if int(units.sum()) * UNIT_SAMPLES != samples.size:
            raise Outside("takes.kokoro_out_of_step", phonemes=phonemes)
        ends = tuple(int(end) for end in np.cumsum(units) * UNIT_SAMPLES)
        return Spoken(samples, ends)

    def _place(self, asset: Asset) -> Path:
        path = self._data.joinpath(*asset.name.split("/"))
        if not path.is_file():
            raise Missing("store.asset_missing", name=asset.name, path=path)
        return path

    def _read(self, asset: Asset) -> bytes:
        return self._place(asset).read_bytes()


def style_of(voice: Voice, styles: Mapping[str, Style]) -> Style:
    """The style vectors of `voice`: one for the timbre, one for the prosody, one mixed in.

    Raises:
        Invalid: one of them is not in `styles`.
    """
    named = [voice.timbre, voice.prosody, *([voice.mix_with] if voice.mix_with else [])]
    for name in named:
        if name not in styles:
            raise Invalid("takes.voice_unknown", voice=name, known=", ".join(sorted(styles)))
    timbre, prosody = styles[voice.timbre], styles[voice.prosody]
    style = np.concatenate([timbre[:, :TIMBRE_WIDTH], prosody[:, TIMBRE_WIDTH:]], axis=1)
    if not voice.mix_with:
        return style
    share = np.float32(voice.mix_permille / 1000)
    return style * (np.float32(1.0) - share) + styles[voice.mix_with] * share


def prove(data: Path) -> None:
    """The model says a syllable, aloud, and its length is the sum of its phonemes' lengths.

    Raises:
        Outside: it does not.
    """
    engine = Engine(data)
    said = engine.speak("ma→", engine.styles["zf_xiaoxiao"], 1.0, Pitch(240.0))
    if float(np.abs(said.samples).max()) < 0.02:
        raise Outside("store.asset_useless", name=build.MODEL.name, why="silence")
