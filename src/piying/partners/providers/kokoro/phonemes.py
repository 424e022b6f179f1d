"""Readings in the alphabet of the Kokoro model: its own IPA, with arrows for the tones.

The table of Mandarin was derived from the phonology of the syllable (initial, medial,
nucleus, coda) and agrees with misaki, on which the voices were trained; the tone stands
behind the vowel that carries it. English comes from hibari-tts, whose alphabet is the same.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from piying.takes.reading.tokens import Foreign, Pause, Word

if TYPE_CHECKING:
    from hibari.g2p import G2P

    from piying.takes.reading.tokens import Reading, Token

TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}

_INITIALS = {
    "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n", "l": "l",
    "g": "k", "k": "kʰ", "h": "x", "j": "ʨ", "q": "ʨʰ", "x": "ɕ",
    "zh": "ꭧ", "ch": "ꭧʰ", "sh": "ʂ", "r": "ɻ", "z": "ʦ", "c": "ʦʰ", "s": "s", "": "",
}  # fmt: skip
_FINALS = {
    "a": "a0", "ai": "ai0", "an": "a0n", "ang": "a0ŋ", "ao": "au0",
    "e": "ɤ0", "ei": "ei0", "en": "ə0n", "eng": "ə0ŋ", "er": "ɚ0", "ê": "ɛ0",
    "i": "i0", "ia": "ja0", "ian": "jɛ0n", "iang": "ja0ŋ", "iao": "jau0", "ie": "je0",
    "in": "i0n", "ing": "i0ŋ", "io": "jɔ0", "iong": "jʊ0ŋ", "iu": "jou0",
    "o": "wo0", "ong": "ʊ0ŋ", "ou": "ou0",
    "u": "u0", "ua": "wa0", "uai": "wai0", "uan": "wa0n", "uang": "wa0ŋ", "ueng": "wə0ŋ",
    "ui": "wei0", "un": "wə0n", "uo": "wo0",
    "ü": "y0", "üan": "ɥɛ0n", "üe": "ɥe0", "ün": "y0n",
}  # fmt: skip
"""Final → phonemes, with 0 where the tone stands."""
_ALONE = {"o": "ɔ0", "m": "m0", "n": "n0", "ng": "ŋ0", "hm": "hm0", "hng": "hŋ0"}
"""What stands without an initial and is not spelled with y or w."""
_BUZZED = frozenset(("zh", "ch", "sh", "r", "z", "c", "s"))
"""Initials after which i is no vowel of its own but the consonant held on."""
_SPELLED_Y = {
    "yi": "i", "yin": "in", "ying": "ing", "yong": "iong", "you": "iu", "yo": "io",
    "yu": "ü", "yuan": "üan", "yue": "üe", "yun": "ün",
}  # fmt: skip
_SPELLED_W = {"wu": "u", "wei": "ui", "wen": "un", "weng": "ueng"}

_LETTERS = {
    "A": "ei→", "B": "pi→", "C": "si→", "D": "ti→", "E": "i→", "F": "ai↗fu", "G": "ʨi→",
    "H": "ei→ʨʰy", "I": "ai→", "J": "ʨei→", "K": "kʰei→", "L": "ai↗lou", "M": "ai↗mu",
    "N": "ən→", "O": "ou→", "P": "pʰi→", "Q": "kʰju→", "R": "a→ɚ", "S": "ai↗sɨ",
    "T": "tʰi→", "U": "jou→", "V": "vi→", "W": "ta→pulju", "X": "ai↗kʰɤsɨ", "Y": "wai→",
    "Z": "ʦei→",
}  # fmt: skip
"""The names of the letters as Chinese speakers say them; English ones come out unclear."""

_STRENGTH = ",—…:;.?!"
"""Of several marks in a row the strongest is kept."""


def of_syllable(syllable: str) -> str:
    """The phonemes of a pinyin syllable with its tone, as in "zhuang1"."""
    spelled, tone = syllable[:-1], TONES[syllable[-1]]
    if spelled in _ALONE:
        return _ALONE[spelled].replace("0", tone)
    initial, final = _parted(spelled)
    if final == "i" and initial in _BUZZED:
        return f"{_INITIALS[initial]}ɨ{tone}"
    return _INITIALS[initial] + _FINALS[final].replace("0", tone)


def _parted(spelled: str) -> tuple[str, str]:
    """The initial and the final of a syllable, the final as it sounds."""
    if spelled.startswith("y"):
        return "", _SPELLED_Y.get(spelled, f"i{spelled[1:]}")
    if spelled.startswith("w"):
        return "", _SPELLED_W.get(spelled, f"u{spelled[1:]}")
    initial = next((i for i in (spelled[:2], spelled[:1]) if i in _INITIALS), "")
    final = spelled[len(initial) :]
    if initial in {"j", "q", "x"} and final.startswith("u"):
        return initial, f"ü{final[1:]}"
    return initial, final


class Phonemes:
    """Turns readings into phonemes; English needs a lexicon, which is read on first use."""

    @cached_property
    def _english(self) -> G2P:
        from hibari.g2p import G2P  # noqa: PLC0415 - it loads a whole signal library

        return G2P()

    def of(self, reading: Reading) -> str:
        """The phonemes of `reading`: words with spaces between them, marks behind words."""
        spoken = ""
        for token in reading:
            if isinstance(token, Pause):
                spoken = _with_mark(spoken, token.mark)
            else:
                spoken += f" {self._of(token)}" if spoken else self._of(token)
        return spoken.strip()

    def _of(self, token: Token) -> str:
        if isinstance(token, Word):
            return "".join(of_syllable(syllable) for syllable in token.syllables)
        if isinstance(token, Foreign):
            return spelled(token.text) if token.spelled else str(self._english(token.text))
        return token.mark


def spelled(letters: str) -> str:
    """The names of `letters`, as a Chinese speaker says them."""
    return "".join(_LETTERS[letter] for letter in letters.upper() if letter in _LETTERS)


def _with_mark(spoken: str, mark: str) -> str:
    if not spoken:
        return ""
    if spoken[-1] in _STRENGTH:
        stronger = max(spoken[-1], mark, key=_STRENGTH.index)
        return spoken[:-1] + stronger
    return spoken + mark
