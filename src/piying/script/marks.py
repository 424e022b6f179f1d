r"""What a line of Fountain is by its own letters: the rules that reading and writing share.

Beside the specification's marks stand those that let a Chinese script be written in
Fountain, each a paragraph of its own::

    # 第3集：标题        # Episode 3: title        an episode
    【字幕：…】                                     words on the screen
    人物：甲、乙                                    the cast of the scene
    【闪回】  【闪回：三年前】  【闪回结束】         a flashback and its end
    = 大纲：…           = 人物小传：…               outline and characters

A backslash before a mark at the start of a line makes the mark a letter (`\#1`); of several
backslashes one is taken away.
"""

from __future__ import annotations

import re

from piying.model.script import Element, ElementKind
from piying.script.idioms import episode, heading_and_cast, number
from piying.script.inline import without_notes
from piying.script.lines import WHITE
from piying.script.numerals import NUMERAL
from piying.script.slugline import heading_of, is_prefixed, numbered

SINGLE = frozenset(
    {
        ElementKind.HEADING,
        ElementKind.TRANSITION,
        ElementKind.SECTION,
        ElementKind.SYNOPSIS,
        ElementKind.PAGE_BREAK,
        ElementKind.EPISODE,
        ElementKind.SUPER,
        ElementKind.CAST,
        ElementKind.FLASHBACK,
        ElementKind.FLASHBACK_END,
        ElementKind.OUTLINE,
        ElementKind.BIO,
    }
)
"""Elements of one line, behind which a new paragraph begins."""

UNPRINTED = frozenset(
    {
        ElementKind.NOTE,
        ElementKind.BONEYARD,
        ElementKind.SECTION,
        ElementKind.SYNOPSIS,
        ElementKind.PAGE_BREAK,
        ElementKind.EPISODE,
        ElementKind.OUTLINE,
        ElementKind.BIO,
    }
)
"""Elements that leave no line in a printed script; empty lines beside them mean nothing."""

_CASELESS = re.compile(
    r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_FORCED_HEADING = re.compile(r"\.[*_(\[（【《「『“‘\"']*[^\W_]")
_PAGE_BREAK = re.compile(r"={3,}")
_SECTION = re.compile(r"(#+)(.*)", re.DOTALL)
_EPISODE = re.compile(
    rf"(?:第\s*(?P<number>[0-9]{{1,9}}|{NUMERAL})\s*集|episode\s+(?P<digits>[0-9]{{1,9}}))"
    rf"[{WHITE}]*(?:[:：](?P<title>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_SUPER = re.compile(r"【字幕[:：](.*)】", re.DOTALL)
_FLASHBACK = re.compile(r"【闪回(?:开始)?(?:[:：](.*))?】", re.DOTALL)
_FLASHBACK_END = re.compile(r"【闪回(?:结束|完毕?|毕)(?:[:：](.*))?】", re.DOTALL)
_CAST = re.compile(r"(?:出场)?人物[:：](.*)", re.DOTALL)
_OUTLINE = re.compile(r"大纲[:：](.*)", re.DOTALL)
_BIO = re.compile(r"人物小传[:：](.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\+[~!@>#=.(（【]")
_NAMED = re.compile(r"[^:：\n]{1,48}[:：]")


def is_heading(bare: str) -> bool:
    """Whether a line is a heading by force: a single period, then a letter or digit.

    Emphasis, an opening bracket or a quotation mark may stand between the two, so that a
    heading that begins with one can be written; an ellipsis is never forced.
    """
    return _FORCED_HEADING.match(bare) is not None


def is_page_break(bare: str) -> bool:
    """Three or more consecutive equals signs, and nothing more."""
    return _PAGE_BREAK.fullmatch(bare) is not None


def is_upper(words: str) -> bool:
    """Whether words are entirely in uppercase and hold a letter.

    Letters that know no case, such as Chinese ones, are not uppercase.
    """
    return words.isupper() and not _CASELESS.search(words)


def is_transition(bare: str) -> bool:
    """Whether a line is uppercase and ends in TO:."""
    return bare.endswith("TO:") and is_upper(bare)


def is_cue(bare: str) -> bool:
    """Whether a line is an uppercase name, extensions apart, with a letter in it."""
    words = bare.removesuffix("^").rstrip(WHITE)
    if words.endswith((")", "）")):
        at = min(at for at in (words.find("("), words.find("（"), len(words)) if at >= 0)
        words = words[:at]
    return is_upper(words)


def is_parenthetical(line: str) -> bool:
    """Whether a line is wrapped in brackets.

    `(softly) Come. (louder)` begins and ends with one but holds words outside: it is spoken.
    """
    if len(line) < 2 or line[0] not in "(（" or line[-1] not in ")）":
        return False
    depth, outside = 0, False
    for letter in line:
        if letter in "(（":
            depth += 1
        elif letter in ")）":
            depth -= 1
            if depth < 0:
                return True
        elif not depth and letter not in WHITE:
            outside = True
    return depth != 0 or not outside


def direction_end(line: str) -> int:
    """Where a full-width bracket that begins a line closes before words, or 0."""
    if not line.startswith("（"):
        return 0
    depth = 0
    for at, letter in enumerate(line):
        depth += (letter == "（") - (letter == "）")
        if not depth:
            return at + 1 if line[at + 1 :].strip(WHITE) else 0
    return 0


def bracketed(line: str) -> Element | None:
    """The element of a line in 【】: words on the screen, a flashback or its end."""
    for pattern, kind in (
        (_SUPER, ElementKind.SUPER),
        (_FLASHBACK_END, ElementKind.FLASHBACK_END),
        (_FLASHBACK, ElementKind.FLASHBACK),
    ):
        if found := pattern.fullmatch(line):
            return Element(kind, (found[1] or "").strip(WHITE))
    return None


def cast_of(line: str) -> str | None:
    """The list of a line 人物：甲、乙, or None."""
    found = _CAST.fullmatch(line)
    return found[1].strip(WHITE) or None if found else None


def section(line: str, *, spaced: bool) -> Element | None:
    """The section or episode of a line that begins with #, or None.

    With `spaced` a blank must follow the marks, so that `#1` within a paragraph is a word.
    """
    found = _SECTION.fullmatch(line)
    if found is None or (spaced and found[2] and found[2][0] not in WHITE):
        return None
    text, depth = found[2].strip(WHITE), len(found[1])
    if depth == 1 and (counted := episode_of(text)):
        return Element(ElementKind.EPISODE, counted[1], depth=counted[0])
    return Element(ElementKind.SECTION, text, depth=depth)


def ends_speech(words: str) -> bool:
    """Whether a line below a name is another element by force, so that the name is no cue."""
    if words.startswith("#"):
        return section(words, spaced=True) is not None
    return words.startswith(("!", "@", ">", "=")) and len(words) > 1


def episode_of(text: str) -> tuple[int, str] | None:
    """The number and title of an episode that a section names, or None."""
    found = _EPISODE.fullmatch(text)
    if found is None:
        idiom = episode(text)
        return (idiom[0], idiom[1].strip(WHITE)) if idiom else None
    counted = number(found["number"] or found["digits"])
    return None if counted is None else (counted, (found["title"] or "").strip(WHITE))


def synopsis(line: str) -> Element:
    """The synopsis, outline or character entry of a line that begins with =."""
    text = line[1:].strip(WHITE)
    if found := _OUTLINE.fullmatch(text):
        return Element(ElementKind.OUTLINE, found[1].strip(WHITE))
    if found := _BIO.fullmatch(text):
        return Element(ElementKind.BIO, found[1].strip(WHITE))
    return Element(ElementKind.SYNOPSIS, text)


def heading(text: str, scene_number: str) -> Element:
    """The heading written `text`, with the number that stood between # # behind it."""
    bare, inner = numbered(without_notes(text).strip(WHITE))
    parts = heading_of(bare.strip(WHITE), scene_number or inner)
    return Element(ElementKind.HEADING, text, heading=parts)


def chinese_mark(line: str) -> Element | None:
    """The scene heading or episode that a line without a mark is by its Chinese words."""
    if not _CASELESS.search(line) or "：" in line[-1:]:
        return None
    if counted := episode(line):
        return Element(ElementKind.EPISODE, counted[1].strip(WHITE), depth=counted[0])
    found = heading_and_cast(line)
    if found is None or found[1]:
        return None
    made = heading(*numbered(line))
    return made if is_heading(f".{made.text}") else None


def could_name_a_speaker(line: str) -> bool:
    """Whether words and a colon begin a line, so that it could be 名字：台词 or 人物：…."""
    return _NAMED.match(line) is not None and _CASELESS.search(line) is not None


def unescaped(line: str) -> str:
    """A line without the backslash that makes its first mark a letter."""
    if _ESCAPED.match(line.lstrip(WHITE)):
        at = line.index("\\")
        return line[:at] + line[at + 1 :]
    return line


def parenthetical_end(words: str, bare: str) -> int:
    """Where a parenthetical that begins a line of speech ends, or 0.

    It is the whole line, or the whole but for notes behind it, or full-width brackets
    before words: `（喝酒）走吧。`.
    """
    if is_parenthetical(words):
        return len(words)
    if "/*" in words:
        return 0
    if words.startswith(bare) and is_parenthetical(bare):
        return len(bare)
    return direction_end(words)


def escaped(words: str, bare: str) -> str:
    """A line of speech, with a backslash where its first letter would be read as a mark."""
    first = words[:1]
    misread = (
        (first == "\\" and _ESCAPED.match(words) is not None)
        or first in tuple("~!@>#=")
        or (first == "." and is_heading(words))
        or parenthetical_end(words, bare) > 0
        or (first == "【" and bracketed(words) is not None)
    )
    return f"\\{words}" if misread else words


def forced(line: str, bare: str, *, first: bool, last: bool) -> bool:
    """Whether a line of action needs the `!` that keeps it action.

    `first` and `last` say where in its paragraph it stands.
    """
    words = line.strip(WHITE)
    letter = words[:1]
    if not bare or letter in tuple("!@~>=#") or _ESCAPED.match(words):
        return bool(words)
    if (letter == "." and is_heading(words)) or (letter == "【" and bracketed(words)):
        return True
    if is_prefixed(bare) or could_name_a_speaker(bare):
        return True
    if first and chinese_mark(words) is not None:
        return True
    return first and ((is_cue(bare) and not last) or is_transition(bare))
