"""Speech as elements: cues, parentheticals, dialogue, and what goes on over the next lines."""

from __future__ import annotations

import re

from piying.model.script import Cue, Delivery, ElementKind, Severity
from piying.script.cues import cue_of
from piying.script.readers.chinese.flash import (
    begin_flashback,
    begins_flashback,
    end_flashback,
    ends_flashback,
)
from piying.script.readers.chinese.lines import Piece, unmarked
from piying.script.readers.chinese.speech import (
    Head,
    Part,
    Sure,
    delivery_in,
    head_of,
    is_narrator,
    parts_of,
    sure_of,
    with_manner,
)
from piying.script.readers.chinese.state import Speech, State
from piying.script.readers.chinese.words import SHOWN_LABELS, SUPER_LABELS

_FINISHED = re.compile(r"[。！？!?…~～.”\"」』）)】—]\s*$")
_NUMBERED = re.compile(r"[0-9]{1,3}[.、)](?![0-9])\s*|[-*+•]\s+")
_SAID = re.compile(r"(?:对白|台词|对话)\s*:\s*(?=[^\s:]{1,12}\s*(?:\([^()]*\)\s*)?:)")
"""对白：小金：我累了."""
_JOINT = re.compile(r"[、。，,.!?！？；;：:…]")
_SPOKEN_TO = re.compile(r"[我你您咱]")
_ASIDE = re.compile(r"\([^()]*\)|【[^【】]*】|\[[^\[\]]*\]")
_lone_name_letters_max = 6
_CROWDS = ("众", "路人", "旁人", "全体", "所有人", "大家", "群演")
_uncertain_letters_max = 16


def read_speech(state: State, piece: Piece) -> bool:
    """Read a line of speech, or one that goes on with it; False where it is none."""
    inner = _bare(piece)
    head = head_of(inner)
    if head:
        plain, head = head.name, with_manner(head, state.survey.known)
        sure = Sure.KNOWN if head.unnamed else sure_of(head.name, state.survey.known)
        if plain != head.name:
            sure = Sure.KNOWN
            state.find(
                "script.manner_in_name",
                Severity.NOTE,
                piece,
                name=head.name,
                manner=plain[len(head.name) :],
            )
        if sure is Sure.KNOWN or (sure is Sure.LIKELY and not state.survey.prose):
            _speak(state, piece, inner, head, sure)
            return True
        if _goes_on(state, inner):
            return True
        words = inner.flat[head.end : inner.end].strip()
        framed = inner.thin[0] in "【[("
        if (
            words
            and not framed
            and len(head.name) <= _uncertain_letters_max
            and not head.name.isdigit()
        ):
            state.find("script.uncertain_cue", Severity.WARNING, piece, name=head.name)
        return False
    return _cue_alone(state, piece, inner) or _goes_on(state, inner)


def is_speech(state: State, piece: Piece) -> bool:
    """Whether a stretch behind △ or a sentence is surely spoken: its name is a known one.

    A name that says how its voice reaches us (女声（画外音）) is as sure.
    """
    head = head_of(piece)
    if head is None or not re.search(r"\w", _ASIDE.sub("", piece.flat[head.end : piece.end])):
        return False
    if head.unnamed:
        return False
    plain = with_manner(head, state.survey.known)
    delivered = cue_of(plain.cue).delivery is not Delivery.SPOKEN
    sure = sure_of(plain.name, state.survey.known)
    return sure is Sure.KNOWN or (delivered and sure is Sure.LIKELY)


def close_speech(state: State) -> None:
    """End what is spoken; a cue with nothing to say becomes action, as it was written."""
    speech, state.speech = state.speech, None
    if speech is None or speech.words >= 0:
        return
    end = speech.first + 1
    while end < len(state.elements) and state.elements[end].kind is ElementKind.PARENTHETICAL:
        end += 1
    if end < len(state.elements) and state.elements[end].kind is ElementKind.LYRICS:
        return
    text = unmarked(speech.piece).text
    if state.spans[end - 1].end_line > speech.piece.number:
        manners = (f"（{one.text}）" for one in state.elements[speech.first + 1 : end])
        text = state.elements[speech.first].text + "".join(manners)
    state.silence(speech.first, end, text)
    state.find("script.cue_without_line", Severity.NOTE, speech.piece)


def _bare(piece: Piece) -> Piece:
    """The line without list marks, numbers, @ and the bracket around 【VO：…】."""
    inner = unmarked(piece)
    if number := _NUMBERED.match(inner.thin) or _SAID.match(inner.thin):
        inner = inner.part(number.end(), len(inner.thin))
    if inner.thin[:1] == "@" and len(inner.thin) > 1:
        inner = inner.part(1, len(inner.thin))
    if inner.thin[:1] == "【" and inner.thin.find("】") == len(inner.thin) - 1:
        within = inner.part(1, len(inner.thin) - 1)
        head = head_of(within)
        if head and (head.unnamed or head.cue != head.name or is_narrator(head.name)):
            return within
    return inner


def _speak(state: State, piece: Piece, inner: Piece, head: Head, sure: Sure) -> None:
    """A cue and all that its line says."""
    close_speech(state)
    rest = Piece(inner.number, inner.line, inner.flat, head.end, inner.end).stripped()
    parts = parts_of(rest)
    delivered, left = _deliveries(inner, parts)
    text, cue = _cue(state, piece, head, delivered)
    first = state.add(ElementKind.CUE, piece.begin, text, cue=cue)
    state.speech = Speech(piece, first)
    if cue.delivery is not Delivery.NARRATION:
        state.speaker = cue.name
    if sure is Sure.LIKELY:
        _ask_about(state, piece, head.name)
    for begin, end in head.directions:
        state.add(ElementKind.PARENTHETICAL, begin - 1, inner.line[begin:end].strip())
    _say(state, inner, left)


def _deliveries(piece: Piece, parts: list[Part]) -> tuple[list[str], list[Part]]:
    """OS and the like from the brackets before the words, and the parts that remain."""
    delivered: list[str] = []
    left = list(parts)
    while left and left[0].direction:
        part = left[0]
        found = delivery_in(piece.flat, part.inner, part.inner_end)
        if found is None:
            break
        delivered.append(piece.line[found.begin : found.end])
        left.pop(0)
        if found.rest_begin < found.rest_end:
            left.insert(0, part._replace(inner=found.rest_begin, inner_end=found.rest_end))
            break
    return delivered, left


def _cue(state: State, piece: Piece, head: Head, delivered: list[str]) -> tuple[str, Cue]:
    """The cue of a line; OS：… without a name belongs to the one who spoke last."""
    text = head.cue
    if head.unnamed and state.speaker:
        state.find("script.unnamed_voice", Severity.NOTE, piece, name=state.speaker)
        text = f"{state.speaker}（{head.cue}）"
    elif head.unnamed:
        state.find("script.unnamed_voice", Severity.WARNING, piece, name="旁白")
        text = f"旁白（{head.cue}）"
    text += "".join(f"（{one}）" for one in delivered)
    return text, cue_of(text)


def _ask_about(state: State, piece: Piece, name: str) -> None:
    """A name that speaks once and stands in no cast may be a slip or no name at all."""
    if not state.survey.listed or name in state.asked or name.startswith(_CROWDS):
        return
    state.asked.add(name)
    state.find("script.new_name", Severity.NOTE, piece, name=name)


def _say(state: State, piece: Piece, parts: list[Part]) -> None:
    """The parts of what is spoken as elements.

    What is not spoken stands behind the words, so that these stay together below their cue.
    """
    last = max((at for at, part in enumerate(parts) if not part.direction), default=-1)
    for at, part in enumerate(parts):
        if part.direction and at > last and last >= 0 and _aside(state, piece, part):
            continue
        if part.direction and _super_in(piece, part) and at < last:
            continue
        words = piece.line[part.inner : part.inner_end].strip()
        speech = state.speech
        said = state.last_kind() is ElementKind.DIALOGUE
        if part.direction:
            state.add(ElementKind.PARENTHETICAL, part.begin, words)
        elif speech and 0 <= speech.words == len(state.elements) - 1 and said:
            state.join(speech.words, words)
        else:
            index = state.add(ElementKind.DIALOGUE, part.begin, words)
            if speech:
                speech.words = index
    for part in parts[: max(last, 0)]:
        if part.direction and (shown := _super_in(piece, part)):
            state.add(ElementKind.SUPER, piece.end, shown)


def _aside(state: State, piece: Piece, part: Part) -> bool:
    """Read 【字幕：…】, 【闪回】, 【音效：…】 behind the words; False for a direction."""
    inner = piece.flat[part.inner : part.inner_end].strip()
    whole = Piece(piece.number, piece.line, piece.flat, part.begin, part.inner_end + 1)
    if shown := _super_in(piece, part):
        state.add(ElementKind.SUPER, part.begin, shown)
    elif ends_flashback(inner):
        end_flashback(state, whole, part.begin)
    elif begins_flashback(inner):
        begin_flashback(state, whole, part.begin)
    elif inner.partition(":")[0].strip().upper() in SHOWN_LABELS:
        state.add(ElementKind.ACTION, part.begin, whole.text)
    else:
        return False
    return True


def _super_in(piece: Piece, part: Part) -> str:
    """The on-screen text of 【字幕：…】 within speech, or ""."""
    label, colon, text = piece.flat[part.inner : part.inner_end].partition(":")
    if not colon or label.strip().upper() not in SUPER_LABELS or not text.strip():
        return ""
    return piece.line[part.inner + len(label) + 1 : part.inner_end].strip()


def _cue_alone(state: State, piece: Piece, inner: Piece) -> bool:
    """A known name on a line of its own, with what it says on the next one."""
    if len(inner.thin) > 24 or not inner.thin or inner.thin[-1] in "。！？!?…,":
        return False
    following = state.next_piece()
    if following is None or following.thin[0] in "△▲" or head_of(_bare(following)):
        return False
    cue = cue_of(inner.text)
    known = cue.name in state.survey.known or is_narrator(cue.name)
    if not cue.name or not (known or _could_be_a_cue(state, inner, cue.name)):
        return False
    if not known:
        state.find("script.new_name", Severity.WARNING, piece, name=cue.name)
    close_speech(state)
    first = state.add(ElementKind.CUE, piece.begin, inner.text, cue=cue)
    state.speech = Speech(piece, first, block=True)
    if cue.delivery is not Delivery.NARRATION:
        state.speaker = cue.name
    return True


def _could_be_a_cue(state: State, inner: Piece, name: str) -> bool:
    """Whether a short line between a blank one and words is a cue where cues stand alone."""
    return (
        state.survey.blocks
        and (state.at == 0 or not state.lines[state.at - 1].thin)
        and len(name) <= _lone_name_letters_max
        and not _JOINT.search(inner.text)
        and sure_of(name, state.survey.known) is Sure.LIKELY
    )


def _goes_on(state: State, inner: Piece) -> bool:
    """Whether a line without a speaker goes on with what is spoken, and reading it if so."""
    speech = state.speech
    if speech is None:
        return False
    parts = parts_of(inner)
    if not parts:
        return False
    only_directions = all(part.direction for part in parts)
    if speech.words >= 0 and not speech.block:
        said = state.elements[speech.words].text
        last = state.last_kind() in (ElementKind.DIALOGUE, ElementKind.PARENTHETICAL)
        finished = not state.survey.marked and _FINISHED.search(said)
        if finished and not only_directions and _SPOKEN_TO.search(inner.text):
            name = state.elements[speech.first].text
            state.find("script.uncertain_action", Severity.WARNING, inner, name=name)
        if not last or finished or only_directions:
            return False
    if only_directions and inner.thin[0] == "【":
        return False
    _say(state, inner, parts)
    return True
