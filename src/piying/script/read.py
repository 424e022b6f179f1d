"""The one way in: the bytes of a script in any format to a Reading.

A format is named by the caller, or told by the file itself: a ZIP is DOCX, XML with a
FinalDraft root is FDX, and text is Fountain or Chinese by its name and by what its lines look
like. What a DOCX holds is told in the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from piying.model.canon import digest_bytes
from piying.model.errors import Invalid
from piying.model.script import Element, ElementKind, Finding, Reading, Severity, Span
from piying.script import idioms
from piying.script.decode import check_size, decode
from piying.script.parse import parse
from piying.script.readers.chinese import read_chinese
from piying.script.readers.docx import Line, read_docx
from piying.script.readers.fdx import read_fdx

FORMATS = ("fountain", "chinese", "fdx", "docx")
"""What `format` may name."""

_GUESSED = ("big5", "windows-1252")
"""Encodings that prove nothing, so that a person should look."""
_scored_lines_max = 4000
_SUFFIXES = {
    ".fountain": "fountain",
    ".spmd": "fountain",
    ".fdx": "fdx",
    ".docx": "docx",
}
_ZIP = b"PK\x03\x04"
_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<FinalDraft|<!DOCTYPE)|\xff\xfe<\x00|\xfe\xff\x00<"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")

_LATIN_SPEECH = re.compile(r"\s*\**([A-Z][\w .'’-]{0,23}?)\**\s*(?:\([^()]*\)\s*)?:\**\s*\S")
_FOUNTAIN_CUE = re.compile(r"\s*[A-Z][A-Z0-9 .'’-]+(?:\s*\([^)]*\))?\s*\^?$")
_TITLE_KEYS = ("Title", "Credit", "Author", "Authors", "Source", "Draft date", "Contact")
_spoken_lines_min = 3
_spoken_share = 3
_CHINESE_LINE = re.compile(
    r"\s*(?:[△▲]|【[^】]*】|\**[^\s:：()（）]{1,10}(?:\s*[（(][^（）()]*[)）])?\**\s*：\s*\S"
    r"|《[^》]+》\s*$|(?:人物|场次|地点|时间|出场人物)\s*[:：]|@?[^\s:：]{1,8}[：]\s*$)"
)
_FOUNTAIN_LINE = re.compile(
    r"\s*(?:@\S|\.[^.\s]|>\s*\S|~\S|=\s?\S|\[\[|!\S|/\*"
    r"|(?i:int|ext|est|i/e)[./ ]|[A-Z][A-Z0-9 .'’-]+(?:\s*\([^)]*\))?\s*\^?$"
    r"|(?:Title|Credit|Author|Source|Draft date|Contact)\s*:|[A-Z ]+TO:$)"
)


def read(data: bytes, *, name: str = "", format: str = "") -> Reading:  # noqa: A002
    """The script in `data`; `name` is its file name and `format` one of FORMATS, or "".

    Raises:
        Invalid: what is handed in is empty, too large, no script at all, or broken.
    """
    if format and format not in FORMATS:
        raise Invalid("script.format_unknown", format=format, known=", ".join(FORMATS))
    check_size(data)
    kind = format or _container(data, name)
    if kind == "fdx":
        reading = read_fdx(data)
    elif kind == "docx":
        lines = read_docx(data)
        reading = _placed(_read_text("\n".join(line.text for line in lines), ""), lines)
    else:
        decoded = decode(data)
        told = kind or _SUFFIXES.get(_suffix(name), "")
        reading = replace(_read_text(decoded.text, told), encoding=decoded.encoding)
        if decoded.encoding in _GUESSED:
            found = Finding(
                "script.encoding_guessed",
                Severity.WARNING,
                Span(1, 1, 1, 1),
                (("encoding", decoded.encoding),),
            )
            reading = replace(reading, findings=(found, *reading.findings))
    reading = replace(reading, source=digest_bytes(data))
    return replace(reading, findings=(*reading.findings, *_missing(reading)))


def _placed(reading: Reading, lines: tuple[Line, ...]) -> Reading:
    """`reading` of the lines of a document, placed by paragraphs instead of lines."""

    def placed(span: Span) -> Span:
        first, last = lines[span.line - 1], lines[span.end_line - 1]
        return Span(
            first.paragraph,
            first.before + span.column,
            last.paragraph,
            last.before + span.end_column,
        )

    findings = []
    for one in reading.findings:
        span = placed(one.span)
        data = tuple(
            (key, str(span.line) if key == "line" else value) for key, value in one.data
        )
        findings.append(replace(one, span=span, data=data))
    spans = tuple(placed(span) for span in reading.spans)
    return replace(reading, spans=spans, findings=tuple(findings))


def _suffix(name: str) -> str:
    at = name.rfind(".")
    return name[at:].lower() if at >= 0 else ""


def _container(data: bytes, name: str) -> str:
    """The format of a file that is not plain text, by its first bytes; "" for text."""
    if data.startswith(_ZIP):
        return "docx"
    if _XML.match(data):
        return "fdx"
    suffix = _SUFFIXES.get(_suffix(name), "")
    return suffix if suffix in ("fdx", "docx") else ""


def _read_text(text: str, kind: str) -> Reading:
    """The script in a text, in the format that is named or that its lines look like."""
    kind = kind or text_format(text)
    return parse(text) if kind == "fountain" else read_chinese(text)


def text_format(text: str) -> str:
    """The format that the lines of a text look like: "fountain" or "chinese".

    A text without Chinese letters is Fountain, unless most of its lines begin with the name
    of who speaks and a colon, as the lines of Chinese scripts do. Else every line speaks for
    one of the two: △, 【…】, 名字：台词 and 1-1 日 内 for Chinese; forcing marks, INT.,
    capitals for Fountain.
    """
    if not _HAN.search(text):
        return "chinese" if _names_before_colons(text) else "fountain"
    fountain = chinese = 0
    for line in text.splitlines()[:_scored_lines_max]:
        if not line.strip():
            continue
        if _FOUNTAIN_LINE.match(line):
            fountain += 1
        elif _CHINESE_LINE.match(line) or idioms.heading(line) or idioms.episode(line):
            chinese += 1
    return "fountain" if fountain > chinese else "chinese"


def _names_before_colons(text: str) -> bool:
    """Whether a text in Latin letters is written NAME: words, and not as Fountain is."""
    lines = [line for line in text.splitlines()[:_scored_lines_max] if line.strip()]
    names = Counter(found[1] for line in lines if (found := _LATIN_SPEECH.match(line)))
    for key in _TITLE_KEYS:
        names.pop(key, None)
    cues = sum(bool(_FOUNTAIN_CUE.match(line)) for line in lines)
    spoken = names.total()
    return (
        spoken >= _spoken_lines_min
        and spoken > 2 * cues
        and spoken * _spoken_share >= len(lines)
        and len(names) * 2 <= spoken + 1
    )


def _missing(reading: Reading) -> list[Finding]:
    """What a whole script should not lack: a line of speech, and a heading."""
    elements = reading.script.elements
    if not elements:
        raise Invalid("script.empty")
    end = reading.spans[-1]
    span = Span(1, 1, end.end_line, end.end_column)
    found = []
    if not _any(elements, ElementKind.DIALOGUE, ElementKind.LYRICS):
        found.append(Finding("script.no_dialogue", Severity.WARNING, span))
    if not _any(elements, ElementKind.HEADING):
        found.append(Finding("script.no_heading", Severity.WARNING, span))
    return found


def _any(elements: tuple[Element, ...], *kinds: ElementKind) -> bool:
    return any(element.kind in kinds for element in elements)
