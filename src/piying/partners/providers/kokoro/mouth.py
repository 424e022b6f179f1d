"""What the mouth does: phonemes with their lengths as marks with visemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from piying.model.take import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

_VISEMES = {
    "closed": "mpb",
    "teeth": "fv",
    "open": "aɑæɐɒAIW",
    "mid": "eɛɤəʌɚɜEᵊ",
    "spread": "iɨɪjᵻY",
    "round": "oɔʊuwyɥøœOQ",
}
VISEME_OF = {phoneme: viseme for viseme, phonemes in _VISEMES.items() for phoneme in phonemes}
"""Phoneme → viseme; every other sound is "half"."""
PROLONGS = frozenset("→↗↓↘ʰːʲ̃")
"""Symbols that hold the sound before them on."""
LEADS = frozenset("ˈˌ")
"""Symbols that belong to the sound behind them."""
SILENT = frozenset(' ;:,.!?—…"()“”')
REST_MIN_SECONDS = 0.08
"""A shorter silence does not close the mouth."""


def marks(phonemes: str, ends: Sequence[int], sample_rate: int) -> tuple[Mark, ...]:
    """The marks of `phonemes`.

    Args:
        phonemes: n symbols of the model's alphabet.
        ends: n + 1 places in samples; the first is where the first phoneme begins, each
            other where a phoneme ends.
        sample_rate: of the places.

    Returns:
        Marks without gaps or overlaps, from the first place to the last.
    """
    made: list[Mark] = []
    waiting_from: int | None = None
    for index, phoneme in enumerate(phonemes):
        start, end = ends[index], ends[index + 1]
        if waiting_from is not None:
            start = waiting_from
            waiting_from = None
        if phoneme in LEADS:
            waiting_from = start
        elif phoneme in PROLONGS and made and made[-1].viseme != "rest":
            made[-1] = _held(made[-1], end, made[-1].text + phoneme)
        elif phoneme in SILENT:
            _silence(made, start, end, int(REST_MIN_SECONDS * sample_rate))
        elif end > start:
            made.append(Mark(start, end, phoneme, VISEME_OF.get(phoneme, "half")))
    if waiting_from is not None and made:
        made[-1] = _held(made[-1], ends[-1], made[-1].text)
    return tuple(made)


def _silence(made: list[Mark], start: int, end: int, shortest: int) -> None:
    """A rest, or a longer sound before it when the silence is too short to show."""
    if end == start:
        return
    if made and made[-1].viseme == "rest":
        made[-1] = _held(made[-1], end, "")
    elif made and end - start < shortest:
        made[-1] = _held(made[-1], end, made[-1].text)
    else:
        made.append(Mark(start, end, "", "rest"))


def _held(mark: Mark, end: int, text: str) -> Mark:
    return Mark(mark.start, end, text, mark.viseme)
