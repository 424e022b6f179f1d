"""The words of a scene heading that say when it is and whether it is inside.

The light decides where a word belongs: 5:00-7:00 is dawn, 7:00-17:00 day, 17:00-19:00 dusk
and the rest night. The twelve double hours (子时 … 亥时) and clock times follow this table,
so 寅时 (3:00-5:00) and 凌晨 are night.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from piying.model.script import DayTime, Place
from piying.script.numerals import NUMERAL, narrow

_WORDS: dict[DayTime, str] = {
    DayTime.DAWN: "晨 清晨 黎明 拂晓 破晓 日出 天亮 天刚亮 大清早 清早",
    DayTime.DAY: (
        "日 昼 早 午 白天 白日 日间 大白天 早上 早晨 早间 上午 中午 正午 晌午 午间 午后 下午 "
        "日景 白昼 阴天 晴天 雨天"
    ),
    DayTime.DUSK: "暮 昏 黄昏 傍晚 日落 夕阳 薄暮 日暮 暮色 夕",
    DayTime.NIGHT: (
        "夜 晚 晚上 夜晚 夜里 深夜 半夜 午夜 子夜 入夜 夜间 凌晨 "
        "当晚 当夜 雨夜 夜雨 雪夜 月夜 夜景 "
        "后半夜 前半夜 大半夜 晚间 深更半夜 今晚 昨夜 昨晚 是夜"
    ),
}
_CHINESE = {word: light for light, words in _WORDS.items() for word in words.split()}
_DOUBLE_HOURS = {
    **dict.fromkeys("子丑寅戌亥", DayTime.NIGHT),
    "卯": DayTime.DAWN,
    **dict.fromkeys("辰巳午未申", DayTime.DAY),
    "酉": DayTime.DUSK,
}
_ENGLISH = (
    (r"dawn|sunrise|daybreak|first light", DayTime.DAWN),
    (r"dusk|sunset|evening|magic hour|twilight|golden hour", DayTime.DUSK),
    (r"night|midnight", DayTime.NIGHT),
    (r"day|morning|noon|afternoon|midday", DayTime.DAY),
)
_ENGLISH_LIGHT = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), day) for words, day in _ENGLISH
)
ENGLISH_TIME = re.compile(
    r"\b(?:dawn|sunrise|daybreak|dusk|sunset|evening|magic hour|twilight|golden hour|night|"
    r"midnight|day|morning|noon|afternoon|midday|later|continuous|same(?: time)?|"
    r"moments later|present|flashback)\b",
    re.IGNORECASE,
)
"""A word that makes the last part of an English heading its time."""

_WHEN = (
    rf"次日|翌日|隔日|隔天|第[二三四五六七八九十]天|第{NUMERAL}[天日]|同日|同时|当天|当日|同天|同夜|同晚|"
    rf"(?:{NUMERAL}|几|数|半|多|半个)个?(?:小时|时辰|分钟|天|日|周|星期|月|年)(?:之)?[后前]|"
    r"稍后|片刻后|不久后|随后|连续|紧接|接上场|接上|现在|过去|回忆|闪回|多年[后前]|许久后"
)
_CLOCK = r"[0-9]{1,2}:[0-9]{2}|[0-9]{1,2}点(?:[0-9]{1,2}分|半|整)?"
_LIGHT = (
    "|".join(sorted(map(re.escape, _CHINESE), key=len, reverse=True))
    + r"|[子丑寅卯辰巳午未申酉戌亥]时|"
    + _CLOCK
)
_TIME = re.compile(rf"(?:{_WHEN})?(?:{_LIGHT})景?|{_WHEN}")
_JOIN = re.compile(r"[/、&+]|转")
_LONG_LIGHT = re.compile(
    "|".join(
        sorted((re.escape(word) for word in _CHINESE if len(word) > 1), key=len, reverse=True)
    )
    + rf"|[子丑寅卯辰巳午未申酉戌亥]时|{_CLOCK}"
)
_PLACE = re.compile(
    r"[室户]?(?:内景?[/、+&-]?[室户]?外|外景?[/、+&-]?[室户]?内)景?|[室户]?[内外]景?"
)
_GLUED = re.compile(
    rf"(?P<time>{_TIME.pattern})[\s,、/·-]?(?P<place>[内外](?:景|/[内外])?)(?=[^\s\W内外景])"
)
_CLOCK_TIME = re.compile(r"([0-9]{1,2})(?::[0-9]{2}|点)")
_NO_LIGHT = frozenset(("次日", "翌日", "隔日", "同日", "当日", "今日", "昨日", "明日", "连续"))


def day_time(text: str) -> DayTime:
    """The light that a Chinese or English time of day means; UNKNOWN for LATER and the like."""
    words = narrow(text).strip()
    if words in _CHINESE:
        return _CHINESE[words]
    for pattern, light in _ENGLISH_LIGHT:
        if pattern.search(words):
            return light
    if hour := re.search("[子丑寅卯辰巳午未申酉戌亥](?=时)", words):
        return _DOUBLE_HOURS[hour[0]]
    if clock := _CLOCK_TIME.search(words):
        return _light_at(int(clock[1]), words)
    return _light_within(words)


def time_word(text: str) -> str:
    """The first time of day of two letters or more within a sentence, or ""."""
    found = _LONG_LIGHT.search(narrow(text))
    return text[found.start() : found.end()] if found else ""


def _light_at(hour: int, words: str) -> DayTime:
    """The light at a clock time; 下午 and 晚 before it count from noon."""
    if hour < 12 and re.search("下午|晚|夜|傍晚", words):
        hour += 12
    if 5 <= hour < 7:
        return DayTime.DAWN
    if 7 <= hour < 17:
        return DayTime.DAY
    return DayTime.DUSK if 17 <= hour < 19 else DayTime.NIGHT


def _light_within(words: str) -> DayTime:
    """The light of the first known word in `words`; a single letter must stand alone."""
    for name in _NO_LIGHT:
        words = words.replace(name, " ")
    for part in re.split(r"[\s/,、，·()（）转-]+", words):
        if part in _CHINESE:
            return _CHINESE[part]
        if when := re.match(_WHEN, part):
            rest = part[when.end() :]
            if rest in _CHINESE:
                return _CHINESE[rest]
    long = [(words.find(word), -len(word), word) for word in _CHINESE if len(word) > 1]
    found = sorted(entry for entry in long if entry[0] >= 0)
    return _CHINESE[found[0][2]] if found else DayTime.UNKNOWN


class Tags(NamedTuple):
    """What a word of a heading says besides the location."""

    time: str = ""
    place: Place = Place.UNKNOWN


def tags(word: str) -> Tags | None:
    """The time and place that a narrowed word is wholly made of (日, 夜外, 内景), or None."""
    time, place, at, joint = "", Place.UNKNOWN, 0, ""
    while at < len(word):
        if found := _PLACE.match(word, at):
            place = _both(place, place_of(found[0]))
            joint = ""
        elif found := _TIME.match(word, at):
            time += (joint if time else "") + found[0]
            joint = ""
        elif (found := _JOIN.match(word, at)) and at:
            joint = found[0]
        else:
            return None
        at = found.end()
    return Tags(time, place)


def glued_tags(flat: str, begin: int, end: int) -> tuple[Tags, int] | None:
    """Time and place that stand before a location without a blank (日内灵堂), and their end."""
    found = _GLUED.match(flat, begin, end)
    if found is None:
        return None
    return Tags(found["time"], place_of(found["place"])), found.end()


def place_of(word: str) -> Place:
    """Inside, outside or both, from 内, 外景, 内/外, INT., EXT., I/E."""
    narrowed = narrow(word).upper()
    inside = bool(re.search(r"内|INT|I/E|I\./E", narrowed))
    outside = bool(re.search(r"外|EXT|I/E|I\./E", narrowed))
    if inside and outside:
        return Place.BOTH
    if inside or outside:
        return Place.INTERIOR if inside else Place.EXTERIOR
    return Place.UNKNOWN


def _both(first: Place, second: Place) -> Place:
    if Place.UNKNOWN in (first, second):
        return second if first is Place.UNKNOWN else first
    return first if first is second else Place.BOTH
