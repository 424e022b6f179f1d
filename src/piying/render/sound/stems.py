"""Stems: sounds as WAV files of their own, for tools that mix again.

A stem is one sort of sound mixed as in the film, with its ducking and its places, before the
film is mastered. A clip is what a provider or a person made, untouched. All are 16-bit PCM
at 48 kHz; what is louder than full scale is clipped there, as in any such file.
"""

from __future__ import annotations

import shutil
import wave
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from piying.model.canon import Digest
from piying.model.clock import SAMPLE_RATE
from piying.model.cut import Cut
from piying.model.errors import Outside
from piying.render.parts import beside, put_in_place
from piying.render.sound.mix import pieces
from piying.render.sound.source import Sound, opened

TAKEN = 20 * SAMPLE_RATE
"""Samples of a clip that are turned into whole numbers at a time."""


def facts_of(path: Path, shot: str) -> tuple[int, int]:
    """The samples, at 48 kHz, and channels of the WAV that `write_clip` makes of `path`.

    Raises:
        Invalid: it cannot be read or holds no sound.
    """
    samples = opened(path, shot).samples
    return samples.shape[0], samples.shape[1] if samples.dtype == np.int16 else 2


def write_stem(
    cut: Cut, places: Mapping[Digest, Path], stem: str, path: Path, report: object = None
) -> None:
    """The stem of `cut` called `stem` ("dialogue", "music", "effects", "tone") at `path`."""
    del report  # a worker gives one; a stem is done before anybody looks
    _write(path, 2, pieces(cut, places, stems=(stem,)))


def write_clip(source: Path, shot: str, path: Path, report: object = None) -> None:
    """The sound in `source` at `path`: the same bytes if they are such a WAV already."""
    del report
    held = opened(source, shot)
    if held.samples.dtype == np.int16:
        with _part(path) as part:
            shutil.copyfile(source, part)
        return
    _write(path, 2, (held.take(at, at + TAKEN) for at in range(0, held.length, TAKEN)))


def _write(path: Path, channels: int, sounds: Iterable[Sound]) -> None:
    with _part(path) as part, part.open("wb") as raw, wave.open(raw, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        for sound in sounds:
            whole = np.clip(np.rint(sound * 32768), -32768, 32767).astype("<i2")
            file.writeframes(whole.tobytes())


@contextmanager
def _part(path: Path) -> Iterator[Path]:
    """A file beside `path` that gets its name when it is whole."""
    part = beside(path)
    try:
        yield part
        put_in_place(part, path)
    except OSError as error:
        raise Outside("render.encode_failed", path=path, why=str(error)) from error
    finally:
        part.unlink(missing_ok=True)
