"""Subtitles as they are read: how fast, how long, how far apart, and whether they are seen.

A Chinese subtitle is counted in characters, of which Latin letters and digits are half; one
without Chinese is counted in words. Punctuation is not read aloud and does not count for
speed, but it takes its place in a row. Times are in frames of the film.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from piying.cut.captions import read_srt, read_vtt
from piying.model.clock import Rate
from piying.model.cut import Caption, CaptionKind
from piying.model.errors import Invalid, Missing
from piying.model.master import Profile
from piying.model.review import Figure, Span
from piying.render.qc.measures import MEASURES
from piying.render.text.draw import caption_of
from piying.script.decode import decode

GAP_FRAMES_SHOWN = 12
"""Gaps of more are no spans: nobody would call them short."""
INK_ALPHA = 200
"""A shadow may leave the safe area; what is read may not."""
HIDDEN_SHARE = 0.5
"""A subtitle that is over black for more than this share of its time is hidden."""

NAMES = tuple(name for name in MEASURES if name.startswith("subtitle."))

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DIALOGUE = re.compile(r"Dialogue:\s*(.*)", re.IGNORECASE)
_ASS_TIME = re.compile(r"\s*(\d+):(\d\d):(\d\d)[.:](\d\d)\s*")
_ASS_CODE = re.compile(r"\{[^}]*\}")


def captions_of(data: bytes, rate: Rate) -> tuple[Caption, ...]:
    """The subtitles in the bytes of an SRT, WebVTT or ASS file, whatever its encoding.

    Raises:
        Invalid: the bytes are no text, or the text is no subtitles.
    """
    text = decode(data).text
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("WEBVTT"):
        return read_vtt(text, rate)
    if start.lower().startswith("[script info]"):
        return _read_ass(text, rate)
    return read_srt(text, rate)


def _read_ass(text: str, rate: Rate) -> tuple[Caption, ...]:
    """The events of Advanced SubStation Alpha, without their commands; sorted by time."""
    found: list[Caption] = []
    for number, line in enumerate(text.splitlines(), 1):
        event = _DIALOGUE.fullmatch(line.strip())
        if event is None:
            continue
        fields = event[1].split(",", 9)
        times = [_ASS_TIME.fullmatch(field) for field in fields[1:3]]
        if len(fields) < 10 or times[0] is None or times[1] is None:
            raise Invalid("cut.subtitles_unreadable", format="ASS", line=number, text=line)
        begin, end = (rate.frames_of_ms(_ass_ms(one)) for one in times if one is not None)
        words = _ASS_CODE.sub("", fields[9]).replace("\u2060", "")
        shown = words.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
        role = next((k for k in CaptionKind if k.value == fields[3]), CaptionKind.SPEECH)
        found.append(Caption(begin, max(1, end - begin), shown.strip(), fields[4], role))
    return tuple(sorted(found, key=lambda one: (one.start, one.length)))


def _ass_ms(time: re.Match[str]) -> int:
    hours, minutes, seconds, hundredths = (int(part) for part in time.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + hundredths * 10


@dataclass(frozen=True, slots=True)
class Film:
    """What of a film matters to its subtitles."""

    rate: Rate
    frame_count: int | None
    """None: not known, because it was not decoded."""
    blacks: tuple[tuple[int, int], ...]
    profile: Profile | None


def measure_cues(
    captions: Sequence[Caption], film: Film
) -> tuple[tuple[Figure, ...], tuple[Span, ...]]:
    """Every figure of subtitles, and their spans; without captions nothing is known."""
    if not captions:
        return tuple(_unknown(name, "no_cues") for name in NAMES), ()
    spoken = [one for one in captions if one.role is not CaptionKind.SUPER]
    figures: list[Figure] = []
    spans: list[Span] = []

    def add(name: str, each: Iterable[tuple[Caption, int]], why: str, *, all_of: bool) -> None:
        """The greatest of the values, in thousandths, and a span of it or of every one."""
        values = list(each)
        if not values:
            figures.append(_unknown(name, why))
            return
        most = max(values, key=lambda pair: pair[1])
        figures.append(_known(name, most[1]))
        shown = values if all_of else [most]
        spans.extend(_span(name, caption, value) for caption, value in shown)

    seconds = film.rate.den * 1000 / film.rate.num
    lengths = [(one, round(one.length * seconds)) for one in spoken]
    speeds = [(one, *reading(one.text)) for one in spoken if one.length > 0]
    for name, chinese in (("subtitle.speed", True), ("subtitle.speed_words", False)):
        rows = [
            (one, round(count * 1000 * 1000 / (one.length * seconds)))
            for one, count, han in speeds
            if han is chinese and count > 0
        ]
        add(name, rows, "no_words", all_of=True)
    wide = [(one, round(max(map(width, one.text.split("\n"))) * 1000)) for one in spoken]
    add("subtitle.length", wide, "no_words", all_of=True)
    rows = [(one, (one.text.count("\n") + 1) * 1000) for one in spoken]
    add("subtitle.rows", rows, "no_words", all_of=False)
    shortest = min((ms for _, ms in lengths), default=None)
    figures.append(
        _unknown("subtitle.shortest", "no_words")
        if shortest is None
        else _known("subtitle.shortest", shortest)
    )
    spans += [_span("subtitle.shortest", one, ms) for one, ms in lengths if ms == shortest][:1]
    add("subtitle.longest", lengths, "no_words", all_of=False)
    for more in (_apart(spoken, film), _unsafe(captions, film), _hidden(captions, film)):
        figures += more[0]
        spans += more[1]
    return tuple(figures), tuple(spans)


def reading(text: str) -> tuple[float, bool]:
    """How much there is to read: characters and True, or words and False."""
    words = _WORD.findall(text)
    if _HAN.search(text) is None:
        return float(len(words)), False
    return sum(width(word) for word in words), True


def width(text: str) -> float:
    """How many Chinese characters would be as wide."""
    return sum(1.0 if ord(sign) >= 0x2E80 else 0.5 for sign in text.strip())


_Found = tuple[list[Figure], list[Span]]


def _apart(spoken: Sequence[Caption], film: Film) -> _Found:
    """Overlaps, in seconds, and the smallest gap, in frames."""
    ordered = sorted(spoken, key=lambda one: (one.start, one.start + one.length))
    overlap, gap = 0, None
    spans: list[Span] = []
    ends: Caption | None = None
    for one in ordered:
        if ends is None:
            ends = one
            continue
        between = one.start - (ends.start + ends.length)
        if between < 0:
            shared = min(-between, one.length)
            ms = round(shared * film.rate.den * 1000 / film.rate.num)
            overlap = max(overlap, ms)
            end = one.start + shared
            spans.append(Span("subtitle.overlap", one.start, end, ms, one.text))
        elif between > 0:
            gap = between if gap is None else min(gap, between)
            if between <= GAP_FRAMES_SHOWN:
                spans.append(
                    Span("subtitle.gap", one.start - between, one.start, between * 1000)
                )
        if one.start + one.length > ends.start + ends.length:
            ends = one
    figures = [_known("subtitle.overlap", overlap)]
    if gap is None:
        figures.append(_unknown("subtitle.gap", "one_cue"))
    else:
        figures.append(_known("subtitle.gap", gap * 1000))
    return figures, spans


def _unsafe(captions: Sequence[Caption], film: Film) -> _Found:
    """Subtitles whose ink leaves the safe area, as a film of the profile draws them."""
    if film.profile is None:
        return [_unknown("subtitle.safe", "no_profile")], []
    spans: list[Span] = []
    for one in captions:
        try:
            safe = _stands_safe(one, film.profile)
        except Invalid:
            safe = False
        except Missing:
            return [_unknown("subtitle.safe", "no_fonts")], []
        if not safe:
            spans.append(_span("subtitle.safe", one, 1000))
    return [_known("subtitle.safe", len(spans) * 1000)], spans


def _stands_safe(caption: Caption, profile: Profile) -> bool:
    drawn = caption_of(caption, profile)
    inked = drawn.rgba[..., 3] >= INK_ALPHA
    rows, columns = np.flatnonzero(inked.any(1)), np.flatnonzero(inked.any(0))
    if not rows.size:
        return True
    safe = profile.safe
    left, right = drawn.x + int(columns[0]), drawn.x + int(columns[-1]) + 1
    top, bottom = drawn.y + int(rows[0]), drawn.y + int(rows[-1]) + 1
    low = caption.role is CaptionKind.SUPER or (
        top * 1000 >= profile.height * safe.caption_top_permille
        and bottom * 1000 <= profile.height * safe.caption_bottom_permille
    )
    return (
        low
        and left * 1000 >= profile.width * safe.left_permille
        and right * 1000 <= profile.width * (1000 - safe.right_permille)
    )


def _hidden(captions: Sequence[Caption], film: Film) -> _Found:
    """Subtitles that are not in the film, wholly or in part, or stand over black."""
    if film.frame_count is None:
        return [_unknown("subtitle.hidden", "not_decoded")], []
    spans: list[Span] = []
    for one in captions:
        end = one.start + one.length
        black = sum(
            max(0, min(end, stop) - max(one.start, start)) for start, stop in film.blacks
        )
        outside = one.start < 0 or end > film.frame_count
        if outside or black > HIDDEN_SHARE * one.length:
            spans.append(_span("subtitle.hidden", one, 1000))
    return [_known("subtitle.hidden", len(spans) * 1000)], spans


def _span(name: str, caption: Caption, value: int) -> Span:
    return Span(name, caption.start, caption.start + caption.length, value, caption.text)


def _known(name: str, value: int) -> Figure:
    return Figure(name, value, MEASURES[name].unit)


def _unknown(name: str, why: str) -> Figure:
    return Figure(name, None, MEASURES[name].unit, f"render.qc_why_{why}")
