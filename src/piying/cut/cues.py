"""Caption cues: a spoken line divided so that it can be read, and timed by the voice itself.

The parts of a line are the line, letter for letter. A short line is one cue. A long one is
broken behind punctuation where it has some, else at a space, else between two words; each
part then lasts as long as its share of the voice, and a break is moved to the pause that the
voice makes near it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from piying.cut.rolls import Roll, sounded, spoken_span
from piying.cut.ruby import rubies, shared_out
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import Caption, CaptionKind
from piying.model.script import Delivery

if TYPE_CHECKING:
    from collections.abc import Collection

    from piying.model.take import MediaFacts

CUE_EMS_GOOD = 18
"""Up to this width a line is one cue, in ems: a Chinese character is 1, a Latin letter ½."""
CUE_EMS_MAX = 28
"""No part is wider, if the line can be broken at all: two full lines on the screen."""
CUE_MS_MIN = 800
"""The least time a cue stays, where the next one leaves room."""
PART_MS_MIN = 600
"""A line is not divided so finely that a part would stay shorter, if two parts fit a cue."""
HOLD_MS = 240
"""How long a cue stays after its last sound, inside its shot."""
PAUSE_MS_MIN = 60

_STRONG = "。！？!?…—；;"
_WEAK = "，、：,:"
_CLOSERS = "”’」』）)】》〉\"'"
_OPENERS = "“‘「『（(【《〈"
_JOINED = "\u200d\ufe0e\ufe0f\u20e3"
"""Joiners, selectors and the frame of a keycap make one emoji of what is beside them."""
_NEVER_FIRST = _STRONG + _WEAK + _CLOSERS + ".·～~%％℃"


@dataclass(frozen=True, slots=True)
class Timed:
    """A part of a line and when it is heard, in samples of the voice."""

    text: str
    start: int
    end: int


def ems(text: str) -> int:
    """The width of `text` in half ems."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def divide(text: str, names: Collection[str] = ()) -> tuple[str, ...]:
    """The parts that `text` is shown in; joined they are `text`.

    No word and none of `names` is divided, unless a part would be wider than a cue may be.
    """
    if ems(text.strip()) <= 2 * CUE_EMS_GOOD:
        return (text,)
    pieces = [part for clause in _clauses(text) for part in _fitting(clause, names)]
    return tuple(_packed(pieces))


def timed(parts: tuple[str, ...], voice: MediaFacts) -> tuple[Timed, ...]:
    """When each part is heard: its share of the sounded time, moved to a pause near by."""
    start, end = spoken_span(voice)
    if len(parts) == 1:
        return (Timed(parts[0], start, end),)
    weights = list(accumulate(max(1, _weight(part)) for part in parts))
    gaps = _gaps(voice, start, end)
    breaks: list[tuple[int, int]] = []
    floor = start
    for done in weights[:-1]:
        share = start + (end - start) * done // weights[-1]
        gap = _nearest([g for g in gaps if g[0] > floor], share, (end - start) // 6)
        breaks.append(gap or (max(floor, share), max(floor, share)))
        floor = breaks[-1][1]
    edges = [start, *(edge for gap in breaks for edge in gap), end]
    return tuple(
        Timed(part, edges[2 * i], max(edges[2 * i], edges[2 * i + 1]))
        for i, part in enumerate(parts)
    )


def line_captions(roll: Roll, start: int, stop: int, rate: Rate) -> tuple[Caption, ...]:
    """The captions of the line spoken in `roll`, whose clip begins at frame `start`.

    Args:
        roll: the shot with its chosen voice.
        start: the first frame of its clip in the film.
        stop: the first frame after its clip (without the hold at the end of the film).
        rate: frames a second of the film.
    """
    speech, voice = roll.shot.spec.speech, roll.voice
    if speech is None or voice is None or not speech.text.strip():
        return ()
    zero = rate.samples_at(start + roll.speech_at_frame)
    seen = (subject.character for subject in roll.shot.spec.subjects)
    parts = divide(speech.text, {speech.character, *seen})
    least = max(1, rate.frames_of_ms(PART_MS_MIN))
    while True:
        spans = timed(parts, voice.facts)
        begins = [rate.floor_frames(zero + span.start) for span in spans]
        ends = [*begins[1:], rate.ceil_frames(zero + spans[-1].end)]
        lasts = [b - a for a, b in zip(begins, ends, strict=True)]
        joined = _joined(parts, lasts, least)
        if joined == parts:
            break
        parts = joined
    heard_to = max(ends[-1], begins[-1] + 1)
    ends[-1] = max(heard_to, min(heard_to + rate.frames_of_ms(HOLD_MS), stop))
    role = CaptionKind.SPEECH if speech.delivery is Delivery.SPOKEN else CaptionKind.INNER
    shown = rubies(speech.aloud, speech.text) if speech.ruby else ()
    return tuple(
        Caption(begin, end - begin, part, speech.character, role, roll.shot.id, above)
        for part, begin, end, above in zip(
            parts, begins, ends, shared_out(shown, parts), strict=True
        )
    )


def spaced(
    captions: tuple[Caption, ...], length_frames: int, least: int
) -> tuple[Caption, ...]:
    """Captions in order of time made to last `least` frames where there is room.

    None reaches into the next one or beyond the film of `length_frames`.
    """
    following = [*(caption.start for caption in captions[1:]), length_frames]
    return tuple(
        replace(caption, length=max(1, min(max(caption.length, least), room - caption.start)))
        for caption, room in zip(captions, following, strict=False)
    )


def _clauses(text: str) -> list[str]:
    """`text` cut behind every run of punctuation and the closing marks after it."""
    cuts = [0]
    for index in range(1, len(text)):
        before, here = text[index - 1], text[index]
        behind = before in _STRONG + _WEAK + _CLOSERS + " "
        ended = behind and (before != " " or _sentence_ended(text, index))
        latin_dot = before in ".,:" and not here.isspace()
        if ended and not latin_dot and here not in _NEVER_FIRST and not here.isspace():
            cuts.append(index)
    return [text[a:b] for a, b in pairwise([*cuts, len(text)])]


def _sentence_ended(text: str, index: int) -> bool:
    words = text[:index].rstrip()
    return bool(words) and words[-1] in _STRONG + _WEAK + _CLOSERS + "."


def _fitting(clause: str, names: Collection[str]) -> list[str]:
    """`clause` whole, or in equal pieces that fit a cue, broken where a break is least bad."""
    if ems(clause.strip()) <= 2 * CUE_EMS_MAX:
        return [clause]
    count = -(-ems(clause) // (2 * CUE_EMS_MAX - 6))
    widths = list(accumulate(ems(c) for c in clause))
    inside = _inside(clause, names)
    pieces, begin = [], 0
    for piece in range(1, count):
        wanted = widths[-1] * piece // count
        options = [i for i in range(begin + 1, len(clause)) if _may_break(clause, i)]
        if not options:
            break
        at = min(options, key=lambda i: (i in inside, abs(widths[i - 1] - wanted), i))
        pieces.append(clause[begin:at])
        begin = at
    return [*pieces, clause[begin:]]


def _inside(text: str, names: Collection[str]) -> frozenset[int]:
    """The places inside a name or a word of Chinese."""
    import rjieba  # noqa: PLC0415 - it reads its dictionary, for which no cut that is kept waits

    words = rjieba.cut(text)
    found = [
        (end - len(w), end) for w, end in zip(words, accumulate(map(len, words)), strict=True)
    ]
    for name in filter(None, names):
        at = text.find(name)
        while at >= 0:
            found.append((at, at + len(name)))
            at = text.find(name, at + 1)
    return frozenset(at for a, b in found for at in range(a + 1, b))


def _may_break(text: str, index: int) -> bool:
    before, here = text[index - 1], text[index]
    if (
        here in _NEVER_FIRST
        or before in _OPENERS
        or here.isspace()
        or unicodedata.combining(here)
        or _one_emoji(before, here)
    ):
        return False
    return before.isspace() or ems(before) == 2 or ems(here) == 2


def _one_emoji(before: str, here: str) -> bool:
    """Whether two characters are of one picture: joined, in a skin tone, or of one flag."""
    joined = here in _JOINED or before == "\u200d" or "\U0001f3fb" <= here <= "\U0001f3ff"
    flag = all("\U0001f1e6" <= one <= "\U0001f1ff" for one in (before, here))
    return joined or flag or "\U000e0020" <= here <= "\U000e007f"


def _packed(pieces: list[str]) -> list[str]:
    """Consecutive pieces joined to as few parts as fit, as equal in width as they can be."""
    width = [ems(piece) for piece in pieces]
    best: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    for j in range(1, len(pieces) + 1):
        options = []
        for i in range(j - 1, -1, -1):
            size = sum(width[i:j])
            fits = ems("".join(pieces[i:j]).strip()) <= 2 * CUE_EMS_GOOD
            if i < j - 1 and not fits:
                break
            count, cost, cuts = best[i]
            options.append((count + 1, cost + size * size, (*cuts, i)))
        best.append(min(options))
    cuts = best[-1][2]
    return ["".join(pieces[a:b]) for a, b in pairwise([*cuts, len(pieces)])]


def _joined(parts: tuple[str, ...], lasts: list[int], least: int) -> tuple[str, ...]:
    """`parts` with the first that is too brief joined to its narrower neighbour.

    A part shorter than `least` frames is joined while the two fit a cue, a part shorter than
    a frame in any case.
    """
    if len(parts) == 1:
        return parts
    for index, frames in enumerate(lasts):
        near = [i for i in (index - 1, index + 1) if 0 <= i < len(parts)]
        first = min(index, min(near, key=lambda i: ems(parts[i])))
        both = parts[first] + parts[first + 1]
        if frames < 1 or (frames < least and ems(both.strip()) <= 2 * CUE_EMS_MAX):
            return (*parts[:first], both, *parts[first + 2 :])
    return parts


def _weight(text: str) -> int:
    """How long `text` takes to say, in sixths of a Chinese syllable."""
    return sum((6 if ems(c) == 2 else 2) for c in text if c.isalnum())


def _gaps(voice: MediaFacts, start: int, end: int) -> list[tuple[int, int]]:
    """The pauses inside a voice that are long enough to be heard."""
    marks = sounded(voice)
    least = PAUSE_MS_MIN * SAMPLE_RATE // 1_000
    gaps = [(a.end, b.start) for a, b in pairwise(marks) if b.start - a.end >= least]
    return [gap for gap in gaps if start < gap[0] and gap[1] < end]


def _nearest(gaps: list[tuple[int, int]], share: int, reach: int) -> tuple[int, int] | None:
    """The pause nearest to `share` that begins or ends within `reach` of it."""
    near = [gap for gap in gaps if gap[0] - reach <= share <= gap[1] + reach]
    return min(near, key=lambda gap: abs(gap[0] + gap[1] - 2 * share), default=None)
