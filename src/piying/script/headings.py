"""One-line scene headings as Chinese scripts write them.

A heading is a scene number, the time, the place and the location, in almost any order::

    1-1 日 内 沪上 张家        **第1集-第1场 日 内 教室**      第一场 夜 内 听雨轩
    夜外 · 天台                3场景：【日 街道 外】           内. 沪上 张家 - 日

The line is cut into words; the words at both ends that are wholly made of time and place
words are taken, and what stands between them is the location, as written. How much proof is
asked for depends on the number: 第1场 needs none, a bare `3` needs time and place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from piying.model.script import DayTime, Heading, Place
from piying.script.hours import ENGLISH_TIME, Tags, day_time, glued_tags, place_of, tags
from piying.script.numerals import NUMERAL, narrow, number

heading_letters_max = 120
"""A longer line is never a heading."""
_line_letters_max = 320
_location_letters_max = 40
_pair_letters_max = 24
"""1-1 客厅 is a heading without time and place up to this length."""

_IN_FRONT = " \t△▲•●◆■○◇□▪★☆►▶"
_MAYBE = re.compile(
    r"[内外內]|[场場塲]|[幕景]|^[^\w]*[0-9０-９]+\s*[-－—–_]|[零一二三四五六七八九十]\s*[-－—–]|(?i:int|ext|i/e|scene)"
)
"""What no heading lacks; most lines of speech and action lack all of it."""
_SPEECH = re.compile(r"[^:：0-9０-９场場塲景時内內集幕内外人角出演△日夜【]{1,16}[:：]")
"""A line that begins with a name and a colon, and none of the words that begin a heading."""
_NUMBER_FIRST = re.compile(r"[\s#*_△▲【>-]*[0-9０-９第场場零一二三四五六七八九十廿Ss]")
_DASH = r"\s*[-_]+\s*"
_EPISODE = rf"第?(?P<episode>{NUMERAL})[集话回](?:{_DASH}|[\s:·,、]*)"
_SCENE = (
    rf"(?:第(?P<scene>{NUMERAL})|(?P<digits>[0-9]{{1,4}}))(?P<letter>[A-Za-z]?)"
    r"[场幕](?:戏|次|景(?!区))?"
)
_STRONG = (
    re.compile(rf"(?:场次?[:\s]*)?{_EPISODE}{_SCENE}"),
    re.compile(
        rf"第{NUMERAL}幕[\s:·,、-]*第(?P<scene>{NUMERAL})(?P<letter>[A-Za-z]?)[场景](?:戏|次)?"
    ),
    re.compile(rf"第(?P<scene>{NUMERAL})(?P<letter>[A-Za-z]?)[场幕](?:戏|次|景(?!区))?"),
    re.compile(rf"场(?:次|景)?[:\s]*\(?(?P<scene>{NUMERAL})(?P<letter>[A-Za-z]?)\)?(?![-0-9])"),
    re.compile(r"(?i:scene)[\s:#]*(?P<scene>[0-9]{1,4})(?P<letter>[A-Za-z]?)(?![-0-9])"),
    re.compile(
        r"(?i:ep?)\s*(?P<episode>[0-9]{1,3})[\s-]*(?i:sc?)\s*(?P<scene>[0-9]{1,4})"
        r"(?P<letter>[A-Za-z]?)(?=[\s:.])"
    ),
    re.compile(rf"(?P<scene>{NUMERAL})(?P<letter>[A-Za-z]?)场[景次戏]?(?=[\s:【(])"),
)
_PAIR = re.compile(
    rf"(?:(?:第{NUMERAL}集[\s:]*)?(?:场[次景]?|第)?[:\s]*)(?P<episode>{NUMERAL}){_DASH}(?P<scene>{NUMERAL})"
    r"(?P<letter>[A-Za-z]?)(?:场[景次]?)?(?![-0-9])"
)
_WEAK = re.compile(
    rf"(?:\(|(?i:sc?)\s*(?=[0-9]))?(?:(?P<episode>[0-9]{{1,3}})\.)?(?P<scene>{NUMERAL})"
    r"(?P<letter>[A-Za-z]?)(?=[\s.、):,])"
)
_LABELS = frozenset(("场景", "地点", "场地", "拍摄地点", "时间", "内外景"))
"""Words of a heading that say what follows them, and nothing themselves."""
_SIZES = frozenset(("特写", "近景", "中景", "全景", "远景", "大特写", "大全景", "空镜"))
"""Sizes of a shot, which some write behind the heading."""
_FRAMED_NUMBER = re.compile(
    rf"【\s*(?:场次?景?|第)?\s*{NUMERAL}(?:\s*-\s*{NUMERAL})?[A-Za-z]?\s*场?\s*】(?=\s*\S)"
)
_WORD = re.compile(
    r"[0-9]{1,2}:[0-9]{2}|[^\s·•‧・|,，、;/.。:\-_【】\[\]()《》<>+&]+(?:[/+&、](?:[外内]景?|[日夜晨昏])(?![^\s/·,、:\-_\[\]()【】]))?"
)
_UNIT = re.compile(
    r"\s*(?:个|天|日后|日前|年|月|岁|点|小时|分|人|次|米|块|元|万|倍|%|号|楼|层|比|,)"
)
_APART = ("", *" :.、,)·-(【[|")
_LAST_PART = re.compile(r"\s-+\s*([^-]+)$")
_SENTENCE = re.compile(r"[。!?;…“”\"]")
_PLACE_FIRST = re.compile(
    r"(?:内景?/外|外景?/内|内外|内|外)景?\.(?=\s|[^.])|(?:内外?|外)景(?=[\s.:·,、-])"
    r"|(?i:INT\.?\s*/\s*EXT|EXT\.?\s*/\s*INT|I/E|INT|EXT|EST)(?=[.\s])\.?"
)
_CAST = re.compile(
    r"[\s【\[(,;]+(?:出场人物|登场人物|出镜人物|场景人物|人物|出场|登场|角色|演员|出镜)\s*:\s*(?P<cast>.*)$"
)
_CAST_BRACKET = re.compile(r"\s+\((?P<cast>[^()]*[、,/][^()]*)\)$")


class HeadingLine(NamedTuple):
    """A heading and where its parts stand in the line."""

    heading: Heading
    begin: int
    """Where the heading begins in the line, behind Markdown and △."""
    end: int
    """Where the heading ends in the line; the cast, if any, follows."""
    cast: str
    """The cast that stood behind the heading, as written."""


@dataclass(frozen=True, slots=True)
class _Number:
    """The number at the head of a line, how sure it is and where the rest begins."""

    episode: int
    scene: int
    text: str
    sure: int
    """0 none, 1 a bare number, 2 a pair such as 1-1, 3 says 场."""
    end: int


@dataclass(frozen=True, slots=True)
class _Rest:
    """What stands behind the number."""

    time: str
    place: Place
    location: str
    place_first: bool
    """Whether it begins with 内景, 内. or INT."""


def heading(text: str) -> Heading | None:
    """The heading that a line is, or None."""
    line = heading_line(text)
    return line.heading if line else None


def heading_and_cast(text: str) -> tuple[Heading, str] | None:
    """The heading that a line is with the cast written behind it ("" for none), or None."""
    line = heading_line(text)
    return (line.heading, line.cast) if line else None


def heading_line(text: str) -> HeadingLine | None:
    """The heading that a line is, where it stands, and the cast behind it, or None."""
    if len(text) > _line_letters_max or not _MAYBE.search(text) or _SPEECH.match(text):
        return None
    if text[-1] in "。！？!?…”；" and not _NUMBER_FIRST.match(text):
        return None
    flat = narrow(text).replace("\u200b", " ").replace("\ufeff", " ")
    framed = _FRAMED_NUMBER.search(flat[:24])
    if framed:
        flat = flat.replace("【", " ", 1).replace("】", " ", 1)
    begin, end = _unmarked(flat)
    whole = framed.start() if framed else begin
    cast, heading_end = "", end
    if found := _CAST.search(flat, begin, end) or _CAST_BRACKET.search(flat, begin, end):
        cast = _unbracketed(text[found.start("cast") : found.end("cast")].strip())
        heading_end = found.start()
    if heading_end - begin > heading_letters_max:
        return None
    head = _numbered(flat, begin, heading_end)
    rest = _rest(text, flat, head.end, heading_end, numbered=head.sure > 0)
    if not _plausible(flat[head.end : heading_end], head, rest):
        return None
    if (
        found
        and found.re is _CAST_BRACKET
        and not (rest.time or rest.place is not Place.UNKNOWN)
    ):
        return None
    while heading_end > begin and flat[heading_end - 1] == " ":
        heading_end -= 1
    return HeadingLine(_made(head, rest), whole, heading_end, cast)


def _made(head: _Number, rest: _Rest) -> Heading:
    return Heading(
        number=head.text,
        episode=head.episode,
        scene=head.scene,
        place=rest.place,
        location=rest.location,
        time=rest.time,
        day_time=day_time(rest.time) if rest.time else DayTime.UNKNOWN,
    )


def _unbracketed(cast: str) -> str:
    """A cast without the closing bracket of 【人物：…】, which opened before it."""
    for opening, closing in ("()", "（）", "【】", "[]"):
        if cast.endswith(closing) and cast.count(closing) > cast.count(opening):
            return cast[:-1].rstrip()
    return cast


def _unmarked(flat: str) -> tuple[int, int]:
    """Where the line begins and ends without Markdown, △ and outer spaces."""
    begin, end = 0, len(flat)
    before = (-1, -1)
    while before != (begin, end) and begin < end:
        before = (begin, end)
        while begin < end and flat[begin] in _IN_FRONT:
            begin += 1
        while end > begin and flat[end - 1] in " \t":
            end -= 1
        part = flat[begin:end]
        if mark := re.match(r"#{1,6}\s+|[-*+]\s+|\*{1,3}|__", part):
            begin += mark.end()
        if mark := re.search(r"(?:\*{1,3}|__)$", flat[begin:end]):
            end -= len(mark[0])
        if flat[begin:end].startswith("【") and flat[begin:end].find("】") == end - begin - 1:
            begin, end = begin + 1, end - 1
    return begin, end


def _numbered(flat: str, begin: int, end: int) -> _Number:
    """The scene number at `begin`; sure 0 when there is none."""
    for pattern, sure in (*((strong, 3) for strong in _STRONG), (_PAIR, 2), (_WEAK, 1)):
        found = pattern.match(flat, begin, end)
        if found is None:
            continue
        parts = found.groupdict()
        scene = number(parts.get("scene") or parts.get("digits") or "")
        episode = number(parts["episode"]) if parts.get("episode") else 0
        if scene is None or episode is None:
            continue
        text = f"{episode}-{scene}" if episode else str(scene)
        return _Number(episode, scene, text + parts["letter"].upper(), sure, found.end())
    return _Number(0, 0, "", 0, begin)


def _rest(text: str, flat: str, begin: int, end: int, *, numbered: bool) -> _Rest:
    """Time, place and location of what stands between `begin` and `end`."""
    place, time, first = Place.UNKNOWN, "", False
    while begin < end and flat[begin] in " :.、,)·-":
        begin += 1
    if found := _PLACE_FIRST.match(flat, begin, end):
        place, first, begin = place_of(found[0]), True, found.end()
    if (found := _LAST_PART.search(flat, begin, end)) and ENGLISH_TIME.search(found[1]):
        time, end = text[found.start(1) : found.end(1)].strip(), found.start()
    if numbered and (glued := glued_tags(flat, begin, end)):
        time, place = _with(time, place, glued[0])
        begin = glued[1]
    words = [
        (word.start(), word.end(), _says(flat, word))
        for word in _WORD.finditer(flat, begin, end)
    ]
    low, high = 0, len(words)
    while low < high and (found_tags := words[low][2]):
        time, place = _with(time, place, found_tags)
        low += 1
    while high > low and _adds(time, place, words[high - 1][2]):
        time, place = _with(time, place, words[high - 1][2] or Tags())
        high -= 1
    if numbered and place is Place.UNKNOWN:
        for at in range(low, high):
            if (inner := words[at][2]) and inner.place is not Place.UNKNOWN:
                place = inner.place
                time = time or inner.time
                around = (
                    _location(text, flat, words[low:at]),
                    _location(text, flat, words[at + 1 : high]),
                )
                return _Rest(time, place, " ".join(filter(None, around)), first)
    return _Rest(time, place, _location(text, flat, words[low:high]), first)


def _says(flat: str, word: re.Match[str]) -> Tags | None:
    """What a word says besides the location; empty tags for a label or the size of a shot."""
    label = word[0] in _LABELS and flat[word.end() : word.end() + 1] in (":", ",", " ")
    return Tags() if label or word[0] in _SIZES else tags(word[0])


def _with(time: str, place: Place, found: Tags) -> tuple[str, Place]:
    """The time and place with those of one more word."""
    if found.time:
        time = f"{time} {found.time}" if time else found.time
    if found.place is not Place.UNKNOWN:
        both = place is not Place.UNKNOWN and place is not found.place
        place = Place.BOTH if both else found.place
    return time, place


def _adds(time: str, place: Place, found: Tags | None) -> bool:
    """Whether a word at the end says something that is not yet known."""
    if found is None or (found.place is not Place.UNKNOWN and place is not Place.UNKNOWN):
        return False
    later = bool(found.time) and day_time(found.time) is DayTime.UNKNOWN
    return not (found.time and time) or later


def _location(text: str, flat: str, words: list[tuple[int, int, Tags | None]]) -> str:
    """The location from its first to its last word, as written, with single spaces.

    Full-width letters and digits become narrow, so that Ｂ座 and B座 are one location.
    """
    if not words:
        return ""
    begin, end = words[0][0], words[-1][1]
    for opening, closing in ("()", "【】", "[]", "《》"):
        inside = flat[begin:end]
        if inside.count(opening) > inside.count(closing) and flat[end : end + 1] == closing:
            end += 1
        if inside.count(closing) > inside.count(opening) and flat[begin - 1] == opening:
            begin -= 1
    kept = (
        thin if thin.isascii() and (thin.isalnum() or thin == " ") else letter
        for letter, thin in zip(text[begin:end], flat[begin:end], strict=True)
    )
    return " ".join("".join(kept).split())


def _plausible(rest_text: str, head: _Number, rest: _Rest) -> bool:
    """Whether number and rest together are proof enough of a heading."""
    timed, placed = bool(rest.time), rest.place is not Place.UNKNOWN
    bare = rest_text.strip(" :.、,)·-。")
    sentence = bool(_SENTENCE.search(bare)) or rest_text.rstrip().endswith(("!", "?", ";"))
    if len(rest.location) > _location_letters_max:
        return False
    if sentence or (head.sure < 2 and rest_text.rstrip().endswith("。")):
        return head.sure >= 2 and timed and placed
    if head.sure == 3:
        first = rest_text.split(maxsplit=1)
        return (
            rest_text[:1] in _APART
            or bool(first and tags(first[0]))
            or rest_text.startswith(tuple(_LABELS))
        )
    if head.sure == 2:
        short = len(bare) <= _pair_letters_max and not re.search("[,。]", rest_text)
        short = short and rest_text[:1] in ("", " ", ":", "·")
        return timed or placed or (short and not _UNIT.match(rest_text))
    return (timed and placed) or (rest.place_first and bool(rest.location))
