"""The title page of a Fountain script.

::

    page   = entry { entry } ( empty line | end )
    entry  = key ":" [ value ] { indent value }        indent = a tab, or 3 or more spaces

The specification lets any key be one, so the first paragraph of a script that has none could
look like a page (`FADE IN:`). It is one if it holds a key that is known, or if its first
line has a short key in Latin letters and a value.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from piying.model.script import Finding, Severity, TitleEntry
from piying.script.lines import WHITE, Line, Sort
from piying.script.slugline import is_prefixed

key_letters_max = 40
_guess_words_max = 4

_KNOWN_CHINESE = frozenset(
    re.findall(
        r"\S+",
        """
        标题 剧名 片名 题目 作者 编剧 原著 原作 来源 日期 版本 联系 联系方式
        版权 备注 导演 监制 制片人 出品 出品人 出品方 策划 类型 题材 集数 总集数
        单集时长 每集时长 时长 风格 平台 受众 字数 画幅 标签 主题 频道 剧本类型
        """,
    )
)
_KNOWN = _KNOWN_CHINESE | {
    "title",
    "credit",
    "author",
    "authors",
    "source",
    "notes",
    "draft date",
    "date",
    "contact",
    "copyright",
    "revision",
    "draft",
    "format",
    "language",
    "series",
    "episode",
    "font",
}
_KEY = re.compile(
    rf"(?P<key>[^\W\d_][^:：\n]{{0,{key_letters_max - 1}}}?)[:：](?P<value>.*)", re.DOTALL
)
_FORCING = "!@.>#=~"
_INDENT = re.compile(r"\t|[ \u00a0]{3}|\u3000{2}")


class TitlePage(NamedTuple):
    """The entries of a title page and the index of the first line behind it."""

    entries: tuple[TitleEntry, ...]
    end: int
    findings: tuple[Finding, ...] = ()


def title_page(lines: list[Line]) -> TitlePage:
    """The title page at the head of `lines`; without one, no entries and index 0."""
    begin = 0
    while begin < len(lines) and lines[begin].sort in (Sort.BLANK, Sort.JOINT):
        begin += 1
    end = begin
    while end < len(lines) and _goes_on(lines, end):
        end += 1
    page = lines[begin:end]
    if not page or not _is_page(page):
        return TitlePage((), 0)
    return _read(page, end)


def looks_like_a_title_page(line: str) -> bool:
    """Whether a line at the head of a script could be read as a title page."""
    return _KEY.match(line) is not None


def _goes_on(lines: list[Line], at: int) -> bool:
    """Whether line `at` belongs to the paragraph of the page.

    A line of blanks is an empty value if it is indented and an indented value follows.
    """
    line = lines[at]
    if line.sort is Sort.TEXT:
        return line.text[0] in WHITE or not (is_prefixed(line.bare) or line.text[0] in _FORCING)
    if line.sort in (Sort.NOTES, Sort.BONEYARD):
        return _INDENT.match(line.text) is not None
    return (
        line.sort is Sort.BLANK
        and _INDENT.match(line.text) is not None
        and at + 1 < len(lines)
        and lines[at + 1].sort is Sort.TEXT
        and _INDENT.match(lines[at + 1].text) is not None
    )


def _key_of(line: Line) -> re.Match[str] | None:
    found = None if line.text[:1] in WHITE else _KEY.fullmatch(line.text)
    if found is None or is_prefixed(line.bare):
        return None
    wide = found.end("key") < len(line.text) and line.text[found.end("key")] == "："
    return None if wide and found["key"].strip(WHITE) not in _KNOWN_CHINESE else found


def _is_page(page: list[Line]) -> bool:
    """Whether a first paragraph is a title page."""
    first = _key_of(page[0])
    if first is None:
        return False
    keys = [found["key"].strip(WHITE) for line in page if (found := _key_of(line))]
    if any(key.lower() in _KNOWN for key in keys):
        return True
    key = first["key"].strip(WHITE)
    value = first["value"].strip(WHITE)
    valued = (bool(value) and not value.startswith("//")) or (
        len(page) > 1 and _INDENT.match(page[1].text) is not None
    )
    worded = key.isascii() and not key.isupper() and len(key.split()) <= _guess_words_max
    return valued and worded


def _read(page: list[Line], end: int) -> TitlePage:
    """The entries of a paragraph that is a title page."""
    entries: list[tuple[str, list[str]]] = []
    findings: list[Finding] = []
    for line in page:
        words = line.text.strip(WHITE)
        found = _key_of(line)
        if found:
            value = found["value"].strip(WHITE)
            entries.append((found["key"].strip(WHITE), [value] if value else []))
            continue
        if not _INDENT.match(line.text):
            code = "script.title_value_not_indented"
            findings.append(Finding(code, Severity.WARNING, line.span, (("text", words[:40]),)))
        entries[-1][1].append(words)
    keys = {key.lower() for key, _ in entries}
    if not keys & _KNOWN:
        data = (("key", entries[0][0]),)
        findings.append(Finding("script.title_guessed", Severity.NOTE, page[0].span, data))
    made = tuple(TitleEntry(key, tuple(values)) for key, values in entries)
    return TitlePage(made, end, tuple(findings))
