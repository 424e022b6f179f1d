"""Samples of what writers type, and how the readers read each of them now."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from piying.model.script import Element, ElementKind, Reading
from piying.script.breakdown.doings import GESTURES, THINGS
from piying.script.read import read
from piying.takes.reading.marked import Marked, parse

FOUNTAIN = (
    "INT. KITCHEN - DAY",
    "EXT. HARBOUR - NIGHT #12A#",
    "I/E CAR - DUSK",
    "EST. CITY - DAWN",
    ".THE ATTIC",
    ".1-2 夜 外 码头",
    "Rain on the window.",
    "!SCANNING THE AISLES...",
    "MARY\nCome in.",
    "MARY (V.O.)\nI was wrong.",
    "@McCLANE\n(softly)\nYippee.",
    "BRICK\nScrew you.\n\nSTEEL ^\nScrew you.",
    "JOE\n~Willy Wonka!",
    "CUT TO:",
    "> Burn to white.",
    "> THE END <",
    "# Act one",
    "# Episode 3: The Key",
    "= What this part is about.",
    "[[A note that stands alone.]]",
    "/* taken out */",
    "===",
    "【字幕：三年后】",
    "人物：林夏、陈默",
    "【闪回】",
    "【闪回结束】",
)
"""One paragraph of Fountain each."""

HEADINGS = (
    "1-1 日 内 沪上 张家",
    "**第1集-第1场 日 内 教室**",
    "第一场 夜 内 听雨轩",
    "第3场 医院走廊 夜 内",
    "夜外 · 天台",
    "3场景：【日 街道 外】",
    "内. 沪上 张家 - 日",
    "场次：5\n时间：亥时\n地点：冷宫\n内外：内",
    "2-3 傍晚 内/外 出租车",
    "INT. OFFICE - NIGHT",
)
"""Headings as Chinese scripts write them."""

CHINESE = (
    "△林夏推门而入。",
    "林夏：我自己的号码？",
    "林夏（疑惑）：我自己的号码？",
    "林夏：（疑惑）我自己的号码？",
    "林夏（OS）：我不能签。",
    "林夏VO：那是三年前。",
    "旁白：三年以前。",
    "OS：原来是他。",
    "陈默\n（低声）\n请看第三页。",
    "人物：林夏、陈默",
    "【字幕：23:47】",
    "字幕：三年后",
    "【闪回】",
    "【闪回结束】",
    "切至：",
    "音效：雷声",
    "【镜头：特写】林夏的眼睛",
    "第2集：三年前的录音",
    "注：此处留白",
)
"""One paragraph of a Chinese script each, read after a heading."""

NUMBERS_ZH = (
    "2024年", "1949年10月1日", "下午3:05", "2个人", "第2名", "3.14", "50%", "¥99.5",
    "13800138000", "-5℃", "1/3", "2-3天",
)  # fmt: skip
NUMBERS_EN = ("1999", "$5.50", "3:30 p.m.", "21st", "1/2", "50%", "Dr. Lee", "1,204")


def _elements(reading: Reading) -> Iterator[Element]:
    yield from reading.script.elements


def _said(element: Element) -> str:
    kind = element.kind.value
    if element.heading is not None:
        parts = element.heading
        facts = [parts.number, parts.place.value, parts.location, parts.time]
        return f"{kind}: {' / '.join(fact or '–' for fact in facts)}"
    if element.cue is not None:
        return f"cue: {element.cue.name or '–'} ({element.cue.delivery.value})"
    text = element.text.replace("\n", " ⏎ ")
    depth = f" {element.depth}" if element.depth else ""
    return f"{kind}{depth}: {text}" if text else f"{kind}{depth}"


def _shown(text: str) -> str:
    return "<br>".join(f"`{line}`" if line else "" for line in text.split("\n"))


def _read(text: str, kind: str) -> Reading:
    return read(text.encode(), format=kind)


def fountain() -> Iterator[tuple[str, str]]:
    """Each sample of Fountain, and what it is."""
    for text in FOUNTAIN:
        reading = _read(f"INT. X - DAY\n\n{text}\n", "fountain")
        found = [_said(element) for element in list(_elements(reading))[1:]]
        yield _shown(text), "<br>".join(found)


def headings() -> Iterator[tuple[str, ...]]:
    """Each sample of a Chinese heading, and its parts."""
    for text in HEADINGS:
        reading = _read(f"{text}\n△门开了。\n", "chinese")
        found = next(e for e in _elements(reading) if e.kind is ElementKind.HEADING)
        parts = found.heading
        if parts is not None:
            yield (
                _shown(text), parts.number, parts.place.value, parts.location, parts.time,
                parts.day_time.value,
            )  # fmt: skip


def chinese() -> Iterator[tuple[str, str]]:
    """Each sample of a Chinese line, and what it is."""
    before = "人物：林夏、陈默\n\n1-1 日 内 客厅\n林夏：来了。\n"
    count = len(_read(before, "chinese").script.elements)
    for text in CHINESE:
        reading = _read(f"{before}\n{text}\n", "chinese")
        found = [_said(element) for element in list(_elements(reading))[count:]]
        yield _shown(text), "<br>".join(found)


def numbers(
    samples: tuple[str, ...], say: Callable[[Marked], Marked]
) -> Iterator[tuple[str, str]]:
    """Each sample with a number, and the words that are spoken."""
    for text in samples:
        yield text, say(parse(text)).text


def things() -> list[tuple[str, str]]:
    """(word, thing) of the lexicon of things."""
    return [(word, str(thing)) for word, thing in THINGS.words.items() if thing]


def gestures() -> list[tuple[str, str]]:
    """(word, gesture) of the lexicon of gestures."""
    return [(word, str(gesture)) for word, gesture in GESTURES.words.items() if gesture]
