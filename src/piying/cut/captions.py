"""Subtitle files: SubRip, WebVTT and Advanced SubStation Alpha out, the first two back in.

Times are those of the frames, rounded all one way, so that captions which do not overlap in
the film do not overlap in the file. SubRip carries the words and their times; WebVTT also
carries who speaks, the role, the shot, the readings above characters and vertical setting,
and comes back whole but for the names that lines are not broken in, which only the film
needs. Advanced SubStation Alpha has neither readings nor columns: its words are plain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from itertools import takewhile
from typing import TYPE_CHECKING

from piying.model.cut import Caption, CaptionKind, Ruby
from piying.model.errors import Invalid
from piying.model.master import Profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from piying.model.clock import Rate
    from piying.model.cut import Cut

_TIMES = re.compile(r"\s*([\d:]+[.,]\d{3})\s+-->\s+([\d:]+[.,]\d{3})(\s.*)?")
_RUBY_TAG = re.compile(r"<(/?)(ruby|rt)(?:\.[\w.-]+)?>")
_VERTICAL = "vertical:rl"
_VOICE = re.compile(r"<v((?:\.[\w-]+)*)(?: ([^>]*))?>(.*)", re.DOTALL)
_STYLE_FIELDS = (
    *("Name", "Fontname", "Fontsize", "PrimaryColour", "SecondaryColour", "OutlineColour"),
    *("BackColour", "Bold", "Italic", "Underline", "StrikeOut", "ScaleX", "ScaleY", "Spacing"),
    *(
        "Angle",
        "BorderStyle",
        "Outline",
        "Shadow",
        "Alignment",
        "MarginL",
        "MarginR",
        "MarginV",
    ),
    "Encoding",
)
_SUPER_LINE = "line:20%"
"""On-screen words stand high, out of the way of what is spoken."""


def srt(cut: Cut) -> str:
    """The spoken lines of `cut` as SubRip."""
    lines = _spoken(cut.captions)
    return "".join(
        f"{number}\n{_range(caption, cut.rate, ',')}\n{_one_block(caption.text)}\n\n"
        for number, caption in enumerate(lines, 1)
    )


def vtt(cut: Cut) -> str:
    """All captions of `cut` as WebVTT, with speaker, role and shot."""
    blocks = ["WEBVTT\n\n"]
    for caption in cut.captions:
        name = f"{caption.shot}\n" if caption.shot else ""
        place = f" {_SUPER_LINE}" if caption.role is CaptionKind.SUPER else ""
        place += f" {_VERTICAL}" if caption.vertical else ""
        speaker = f" {_entities(caption.speaker)}" if caption.speaker else ""
        words = f"<v.{caption.role}{speaker}>{_one_block(_with_ruby(caption))}"
        blocks.append(f"{name}{_range(caption, cut.rate, '.')}{place}\n{words}\n\n")
    return "".join(blocks)


def ass(cut: Cut, profile: Profile) -> str:
    """All captions of `cut` as Advanced SubStation Alpha on the canvas of `profile`."""
    sheet = _Sheet(profile)
    events = [
        f"Dialogue: 0,{_ass_time(c.start, cut.rate)},{_ass_time(c.start + c.length, cut.rate)},"
        f"{c.role.value},{_ass_name(c.speaker)},0,0,0,,{_ass_escaped(_one_block(c.text))}"
        for c in cut.captions
    ]
    return "\n".join([*sheet.head(_ass_name(cut.series)), *events, ""])


def read_srt(text: str, rate: Rate) -> tuple[Caption, ...]:
    """The captions written in SubRip `text`, in frames at `rate`.

    Raises:
        Invalid: a block has no line of times.
    """
    return tuple(
        Caption(*_frames(block, rate), "\n".join(block.body)) for block in _blocks(text, "SRT")
    )


def read_vtt(text: str, rate: Rate) -> tuple[Caption, ...]:
    """The captions written in WebVTT `text`, in frames at `rate`.

    Raises:
        Invalid: the text does not begin as WebVTT does, or a block has no line of times.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or not lines[0].startswith("WEBVTT"):
        first = lines[0] if lines else ""
        raise Invalid("cut.subtitles_unreadable", format="WebVTT", line=1, text=first)
    captions = []
    for block in _blocks(text, "WebVTT"):
        words = "\n".join(block.body)
        role, speaker = CaptionKind.SPEECH, ""
        if voice := _VOICE.fullmatch(words):
            classes = voice[1].split(".")
            role = next((kind for kind in CaptionKind if kind.value in classes), role)
            speaker, words = unescape(voice[2] or ""), voice[3].removesuffix("</v>")
        start, length = _frames(block, rate)
        shown, ruby = _without_ruby(words)
        captions.append(
            Caption(
                start,
                length,
                shown,
                speaker,
                role,
                block.name,
                ruby,
                vertical=_VERTICAL in block.settings.split(),
            )
        )
    return tuple(captions)


@dataclass(frozen=True, slots=True)
class _Block:
    """One cue of a file, as written."""

    name: str
    start_ms: int
    end_ms: int
    body: tuple[str, ...]
    settings: str = ""
    """What stands behind the times."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The head of an ASS file: the canvas and one style a role."""

    profile: Profile

    def head(self, title: str) -> list[str]:
        """The lines before the events."""
        return [
            "[Script Info]",
            f"Title: {title}",
            "ScriptType: v4.00+",
            "WrapStyle: 0",
            "ScaledBorderAndShadow: yes",
            "YCbCr Matrix: TV.709",
            f"PlayResX: {self.profile.width}",
            f"PlayResY: {self.profile.height}",
            "",
            "[V4+ Styles]",
            f"Format: {', '.join(_STYLE_FIELDS)}",
            self._style(CaptionKind.SPEECH, "&H00FFFFFF", italic=False, high=False),
            self._style(CaptionKind.INNER, "&H00D2F0FF", italic=True, high=False),
            self._style(CaptionKind.SUPER, "&H00FFFFFF", italic=False, high=True),
            "",
            "[Events]",
            "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
        ]

    def _style(self, role: CaptionKind, colour: str, *, italic: bool, high: bool) -> str:
        width, height, safe = self.profile.width, self.profile.height, self.profile.safe
        size = width * 75 // 1000
        outline = max(1, width * 7 // 1000)
        left, right = width * safe.left_permille // 1000, width * safe.right_permille // 1000
        low = height * (1000 - safe.caption_bottom_permille) // 1000
        align, margin = (8, height * 200 // 1000) if high else (2, low)
        slant = -1 if italic else 0
        return (
            f"Style: {role.value},Noto Sans CJK SC,{size},{colour},{colour},&H00000000,"
            f"&H80000000,-1,{slant},0,0,100,100,0,0,1,{outline},{outline // 3},"
            f"{align},{left},{right},{margin},1"
        )


def _spoken(captions: Iterable[Caption]) -> list[Caption]:
    return [caption for caption in captions if caption.role is not CaptionKind.SUPER]


def _one_block(text: str) -> str:
    """`text` without empty lines, which would end a block."""
    return "\n".join(line for line in text.splitlines() if line.strip())


def _range(caption: Caption, rate: Rate, point: str) -> str:
    start, end = rate.ms_at(caption.start), rate.ms_at(caption.start + caption.length)
    return f"{_clock(start, point)} --> {_clock(end, point)}"


def _clock(ms: int, point: str) -> str:
    seconds, ms = divmod(ms, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms:03}"


def _ms(clock: str) -> int:
    whole, _, part = clock.replace(",", ".").partition(".")
    seconds = 0
    for number in whole.split(":"):
        seconds = seconds * 60 + int(number)
    return seconds * 1_000 + int(part)


def _frames(block: _Block, rate: Rate) -> tuple[int, int]:
    start = rate.frames_of_ms(block.start_ms)
    return start, max(1, rate.frames_of_ms(block.end_ms) - start)


def _blocks(text: str, kind: str) -> Iterator[_Block]:
    """The cues of a file: a name or number, a line of times, and words up to an empty line."""
    lines = [*text.removeprefix("\ufeff").splitlines(), ""]
    at = 0
    while at < len(lines):
        if not lines[at].strip() or (kind == "WebVTT" and _aside(lines[at])):
            at += _block_size(lines, at) if lines[at].strip() else 1
            continue
        name = ""
        if not _TIMES.fullmatch(lines[at]):
            name, at = lines[at], at + 1
        times = _TIMES.fullmatch(lines[at]) if at < len(lines) else None
        if times is None:
            raise Invalid("cut.subtitles_unreadable", format=kind, line=at + 1, text=lines[at])
        body = tuple(takewhile(str.strip, lines[at + 1 :]))
        yield _Block(name, _ms(times[1]), _ms(times[2]), body, times[3] or "")
        at += 1 + len(body)


def _aside(line: str) -> bool:
    """Whether a WebVTT block is the head, a comment, a style or a region."""
    return line.startswith(("WEBVTT", "NOTE", "STYLE", "REGION"))


def _block_size(lines: list[str], at: int) -> int:
    return len(list(takewhile(str.strip, lines[at:])))


def _with_ruby(caption: Caption) -> str:
    """The words of a caption with their readings, as WebVTT writes them."""
    made: list[str] = []
    at = 0
    for one in caption.ruby:
        made.append(_entities(caption.text[at : one.start]))
        base, reading = caption.text[one.start : one.end], one.reading
        made.append(f"<ruby>{_entities(base)}<rt>{_entities(reading)}</rt></ruby>")
        at = one.end
    return "".join((*made, _entities(caption.text[at:])))


def _without_ruby(words: str) -> tuple[str, tuple[Ruby, ...]]:
    """The plain words of a cue, and the readings that stand above them."""
    text, base, reading, inside = "", 0, "", ""
    found: list[Ruby] = []
    at = 0
    for tag in _RUBY_TAG.finditer(words):
        piece = unescape(words[at : tag.start()])
        at = tag.end()
        if inside == "rt":
            reading += piece
        else:
            text += piece
        closes, name = bool(tag[1]), tag[2]
        if inside == "rt" and (closes or name != "rt"):
            # the end tag of a reading may be left out before the end of the ruby
            if reading and base < len(text):
                found.append(Ruby(base, len(text), reading))
            base, reading = len(text), ""
        if name == "ruby" and not closes:
            base = len(text)
        inside = {"rt": "ruby" if closes else "rt", "ruby": "" if closes else "ruby"}[name]
    return text + unescape(words[at:]), tuple(found)


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _ass_time(frame: int, rate: Rate) -> str:
    """A frame's start in hundredths of a second, rounded down: order and gaps are kept."""
    hundredths = frame * 100 * rate.den // rate.num
    minutes, rest = divmod(hundredths, 6_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest // 100:02}.{rest % 100:02}"


def _ass_escaped(text: str) -> str:
    """`text` with what the format would read as a command made plain.

    A backslash cannot be escaped, so an invisible word joiner parts it from its letter.
    """
    joined = text.replace("\\", "\\\u2060").replace("{", "\\{").replace("}", "\\}")
    return joined.replace("\n", "\\N")


def _ass_name(text: str) -> str:
    """A field of the format: no commas, no line ends."""
    return " ".join(text.replace(",", "，").split())
