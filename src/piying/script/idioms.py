"""The idioms of scripts written in China: headings, numbers, hours, episodes.

Every function takes one line or one word as written, full width or not, with Markdown or
without, and gives its value or None. The grammar of headings stands in `script.headings`.
"""

from __future__ import annotations

import re

from piying.script.headings import (
    HeadingLine,
    heading,
    heading_and_cast,
    heading_letters_max,
    heading_line,
)
from piying.script.hours import day_time, time_word
from piying.script.numerals import NUMERAL, narrow, number

__all__ = [
    "HeadingLine",
    "day_time",
    "episode",
    "heading",
    "heading_and_cast",
    "heading_letters_max",
    "heading_line",
    "narrow",
    "number",
    "time_word",
]

title_letters_max = 40
"""A longer line behind 第N集 is a sentence about the episode, not its title."""

_EPISODE = re.compile(
    rf"(?:第\s*(?P<number>{NUMERAL})\s*[集话回]|(?i:episode|ep\.?)\s*(?P<digits>[0-9]{{1,4}}))"
    r"(?P<gap>\s*[:\-·.、,|]+\s*|\s+|(?=[(【《\[])|$)(?P<title>.*)$"
)
_MAYBE = re.compile("[集话話回]|(?i:ep)")
"""What no episode break lacks."""
_FRAME = re.compile(r"^[\s#*_=~—\-•●◆■○★☆►▶\u200b\ufeff]+|[\s*_=~—\-\u200b\ufeff]+$")
_NOT_A_TITLE = re.compile(
    rf"第?\s*{NUMERAL}\s*(?:[场幕集]|-\s*{NUMERAL})|场\s*[0-9]|[完终]$|剧终|结束$"
)


def episode(text: str) -> tuple[int, str] | None:
    """The number and title of an episode break, or None.

    第N集, 第N集：标题, 【第N集】标题, **第N集 标题**, # 第N集, Episode N: title. A line that
    goes on as a sentence (第一集里…) or with a scene number (第1集 第1场) is none.
    """
    if len(text) > title_letters_max + 80 or not _MAYBE.search(text):
        return None
    line = _framed(text)
    flat = narrow(line)
    found = _EPISODE.match(flat)
    if found is None:
        return None
    counted = number(found["number"] or found["digits"])
    title = line[found.start("title") :].strip()
    if counted is None or len(title) > title_letters_max or _NOT_A_TITLE.match(narrow(title)):
        return None
    if re.search(r"[。；;]", title) or (title and heading(line) is not None):
        return None
    return counted, _unframed(title)


def _framed(text: str) -> str:
    """The line without Markdown, dashes at both ends, and the bracket that opens it."""
    line = _FRAME.sub("", text)
    closing = {"【": "】", "[": "]", "《": "》", "<": ">"}.get(line[:1], "")
    if closing and (at := line.find(closing)) > 0:
        line = f"{line[1:at]} {line[at + 1 :]}".rstrip()
    return line


def _unframed(title: str) -> str:
    """A title without one pair of brackets or Markdown marks around it."""
    title = title.strip("*_ \t　")
    pairs = {"《": "》", "【": "】", "（": "）", "(": ")", "[": "]", "「": "」"}
    while len(title) > 1 and pairs.get(title[0]) == title[-1] and title[0] not in title[1:]:
        title = title[1:-1].strip()
    return title
