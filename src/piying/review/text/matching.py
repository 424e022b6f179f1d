"""Matches: words of a policy in a text however they are written, and the guards of each way.

Finding is cheap and finds too much; guarding divides the text into words and is done only
for what a rule still needs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import rjieba
from ahocorasick_rs import AhoCorasick

from piying.model.policy import Evasion
from piying.model.review import Match
from piying.review.text.canon import FOLD
from piying.review.text.emoji import PICTURES
from piying.review.text.lexicon import Lexicon, Word
from piying.review.text.reading import Reading, gaps
from piying.review.text.sounds import FUNCTION_CHARACTERS, PARTICLES, is_han, solid, syllable

PUNCTUATION = frozenset("，。！？；：、…—,!?;:“”‘’\"'《》（）()「」『』【】\n")

DISGUISES = frozenset({Evasion.INSERT, Evasion.SPLIT, Evasion.EMOJI})
"""Ways that nobody takes by chance."""
HEARD = frozenset({Evasion.PINYIN, Evasion.LATIN, Evasion.EMOJI})
"""Ways in which a word is known by its sound only."""
ALIKE_MIN = 2
APART_MIN = 4
LONG_MIN = 3
"""So long a word does not come about by two words that meet."""
NEVER_FOR_ANOTHER = PARTICLES | frozenset("不没到上下会要好地")
"""Characters that stand in every sentence and so are no disguise of another."""

_LETTERS = re.compile("[a-z0-9]")
_ORDER = (
    Evasion.EMOJI, Evasion.SPLIT, Evasion.LATIN, Evasion.PINYIN, Evasion.INSERT,
    Evasion.TRADITIONAL, Evasion.WIDTH,
)  # fmt: skip
"""Which way is told first, if a word is hidden in several."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word that may stand at a place of the original text."""

    word: Word
    start: int
    end: int
    ways: frozenset[Evasion]
    """How it is hidden; nothing: not at all."""

    def match(self, reading: Reading, name: str, unit: int) -> Match:
        """It as evidence, for the set `name`."""
        how = next((str(way) for way in _ORDER if way in self.ways), "exact")
        written = reading.unit.text[self.start : self.end]
        return Match(name, self.word.written, written, self.start, self.end, how, unit)


def hits_in(lexicon: Lexicon, reading: Reading) -> list[Hit]:
    """Every place at which a word may stand, guards not yet asked."""
    found: dict[tuple[str, int, int], Hit] = {}
    text = reading.canon.text
    if lexicon.written is not None:
        for index, start, end in lexicon.written.find_matches_as_indexes(
            text, overlapping=True
        ):
            for pattern in lexicon.patterns[index]:
                hit = _written(reading, pattern.word, start, end, split=pattern.split)
                if hit is not None:
                    found.setdefault((hit.word.written, hit.start, hit.end), hit)
    if lexicon.sounded is not None:
        _heard(lexicon, lexicon.sounded, reading, found)
    return list(found.values())


def _heard(
    lexicon: Lexicon,
    machine: AhoCorasick,
    reading: Reading,
    found: dict[tuple[str, int, int], Hit],
) -> None:
    """Adds the words that are written otherwise and sound the same."""
    for sounds in reading.sounds():
        told = machine.find_matches_as_indexes(sounds.signs, overlapping=True)
        for index, first, last in told:
            start, end = sounds.spans[first][0], sounds.spans[last - 1][1]
            for word in lexicon.sounds[index]:
                if (word.written, start, end) not in found:
                    hit = _sounded(reading, word, start, end)
                    if hit is not None:
                        found[word.written, start, end] = hit


def _written(reading: Reading, word: Word, start: int, end: int, *, split: bool) -> Hit | None:
    text = reading.canon.text
    if text[start].isascii() and start and _letter(text[start - 1]):
        return None
    if text[end - 1].isascii() and end < len(text) and _letter(text[end]):
        if not word.open_end:
            return None
        while end < len(text) and _letter(text[end]):
            end += 1
    first, last = reading.canon.span(start, end)
    return Hit(word, first, last, _ways(reading, word, (start, end), split=split))


def _letter(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _ways(
    reading: Reading, word: Word, place: tuple[int, int], *, split: bool
) -> frozenset[Evasion]:
    """How the word is hidden that stands at canonical `place`."""
    start, end = place
    first, last = reading.canon.span(start, end)
    written = reading.unit.text[first:last]
    if written == word.written:
        return frozenset()
    ways = {Evasion.SPLIT} if split else set()
    if not word.han:
        folded = " ".join(written.lower().split())
        same = folded in {word.written.lower(), reading.canon.text[start:end]}
        return frozenset(ways if same else {*ways, Evasion.INSERT})
    if any(unicodedata.normalize("NFKC", c).lower() != FOLD[c] for c in written if FOLD[c]):
        ways.add(Evasion.TRADITIONAL)
    if any(unicodedata.normalize("NFKC", c) != c for c in written if FOLD[c]):
        ways.add(Evasion.WIDTH)
    if last - first > end - start and _stretched(written, word):
        ways.add(Evasion.INSERT)
    return frozenset(ways)


def _stretched(written: str, word: Word) -> bool:
    return "".join(FOLD[c] or c for c in written) != "".join(FOLD[c] or c for c in word.written)


def _sounded(reading: Reading, word: Word, start: int, end: int) -> Hit | None:
    written = reading.unit.text[start:end]
    folded = "".join(FOLD[c] for c in written)
    if folded == word.canonical:
        return None
    ways = {Evasion.PINYIN}
    if not PICTURES.isdisjoint(written):
        ways = {Evasion.EMOJI}
    elif _LETTERS.search(folded):
        ways = {Evasion.LATIN}
        if not any(is_han(c) for c in reading.plain):
            return None
    elif len(folded) < end - start:
        ways.add(Evasion.INSERT)
    return Hit(word, start, end, frozenset(ways))


def stands(reading: Reading, hit: Hit) -> bool:
    """Whether the guards let `hit` count."""
    if Evasion.LATIN in hit.ways:
        return _latin_stands(reading, hit)
    if hit.ways & {Evasion.EMOJI, Evasion.SPLIT}:
        return _edges_stand(reading, hit)
    if Evasion.PINYIN in hit.ways:
        return _sound_stands(reading, hit)
    if Evasion.INSERT in hit.ways:
        return _insert_stands(reading, hit)
    if not hit.word.han:
        return True
    return _word_stands(reading, hit)


def _word_stands(reading: Reading, hit: Hit) -> bool:
    """Nothing was inserted: no other word may cross an end of it."""
    before, after = reading.straddled(hit.start), reading.straddled(hit.end)
    if len(hit.word.canonical) == 1:
        return before is None and after is None and _alone(reading, hit)
    if (before is None and after is None) or len(hit.word.canonical) >= LONG_MIN:
        return True
    for crossing in (before, after):
        if crossing is None:
            continue
        start, end = crossing
        holds = start <= hit.start and hit.end <= end
        if not holds or (start < hit.start and hit.end < end):
            return False
    return True


def _alone(reading: Reading, hit: Hit) -> bool:
    return (hit.start, hit.end) in reading.words


def _edges_stand(reading: Reading, hit: Hit) -> bool:
    """No word crosses an end of it."""
    return reading.straddled(hit.start) is None and reading.straddled(hit.end) is None


def _insert_stands(reading: Reading, hit: Hit) -> bool:
    """What was inserted has to be a disguise: a pause between two words is none."""
    places = tuple(i for i in reading.canon.origin if hit.start <= i < hit.end)
    between = gaps(places, reading.unit.text)
    filled = [gap for gap in between if gap]
    if any(PUNCTUATION.issuperset(gap.strip()) and gap.strip() for gap in filled):
        return len(filled) == len(between) and len(filled) > 1
    if hit.word.han and all(gap.isspace() for gap in filled):
        whole = solid(hit.word.canonical) and _edges_stand(reading, hit)
        return whole and not _words_apart(reading, hit)
    return True


def _words_apart(reading: Reading, hit: Hit) -> bool:
    """Whether the rest has a space between all its words: then a space hides nothing."""
    text = reading.unit.text
    words = f"{text[: hit.start]} {text[hit.end :]}".split()
    letters = sum(map(len, words))
    return len(words) >= APART_MIN and 4 * len(words) < 3 * letters < 9 * len(words)


def _sound_stands(reading: Reading, hit: Hit) -> bool:
    """The same sound in other characters: between words, and itself no everyday words."""
    written = reading.plain[hit.start : hit.end]
    if Evasion.INSERT in hit.ways:
        gap = "".join(c for c in written if not FOLD[c])
        if any(c.isspace() or c in PUNCTUATION for c in gap):
            return False
        return _edges_stand(reading, hit)
    pairs = list(zip(written, hit.word.canonical, strict=False))
    changed = [a for a, b in pairs if a != b]
    alike = [a for a, b in pairs if a == b and a not in PARTICLES]
    if len(changed) == 1 and len(alike) >= ALIKE_MIN:
        return not rjieba.has_word(written)
    return _edges_stand(reading, hit) and _disguised(pairs) and not _everyday(reading, hit)


def _disguised(pairs: list[tuple[str, str]]) -> bool:
    """Whether (as written, as meant) is more than particles, or sounds that are only near."""
    changed = [a for a, b in pairs if a != b]
    if NEVER_FOR_ANOTHER.intersection(changed) or FUNCTION_CHARACTERS.issuperset(changed):
        return False
    if any(a == b and a not in FUNCTION_CHARACTERS for a, b in pairs):
        return True
    return all(syllable(a) == syllable(b) for a, b in pairs)


def _everyday(reading: Reading, hit: Hit) -> bool:
    """Whether what is written is a word, or words of more than one character each."""
    inside = [word for word in reading.words if hit.start <= word[0] and word[1] <= hit.end]
    written = reading.plain[hit.start : hit.end]
    return rjieba.has_word(written) or all(end - start > 1 for start, end in inside)


def _latin_stands(reading: Reading, hit: Hit) -> bool:
    """Written in Latin letters: whole words of letters, and Chinese words beside them."""
    text = reading.plain
    if hit.start and _letter(text[hit.start]) and _letter(text[hit.start - 1]):
        return False
    if hit.end < len(text) and _letter(text[hit.end - 1]) and _letter(text[hit.end]):
        return False
    if is_han(text[hit.start]) and reading.straddled(hit.start) is not None:
        return False
    return not is_han(text[hit.end - 1]) or reading.straddled(hit.end) is None


def alone(hit: Hit) -> bool:
    """Whether `hit` may stand for a whole frame: two syllables say too little by themselves."""
    return len(hit.word.canonical) >= LONG_MIN or hit.ways.isdisjoint(HEARD)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits that lie inside one another only the longest, in the order of the text."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start - one.end, one.start, len(one.ways))):
        if not any(one.start <= hit.start and hit.end <= one.end for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda one: (one.start, one.end))


def excused(hit: Hit, idioms: Iterable[tuple[int, int]]) -> bool:
    """Whether `hit` lies inside an idiom."""
    return any(start <= hit.start and hit.end <= end for start, end in idioms)
