"""What of a board cannot be said or shown, told before anything is made.

A sign that no voice says or no face draws, an emoji for one, does not stop the film: the
line is spoken and shown without it, and the subtitle file keeps every letter. A reading in
brackets that is wrong does stop it, here and not after minutes of work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from piying.model.errors import Invalid
from piying.model.script import Finding, Severity, Span
from piying.model.shot import Board, Shot
from piying.render.text.fonts import CAPTION_WEIGHT, LABEL_WEIGHT, TITLE_WEIGHT, Face, sans
from piying.takes.reading.read import unread

SHOWN_LETTERS_MAX = 24
"""So many letters of a line stand in a finding."""
NOWHERE = Span(1, 1, 1, 1)


def check(board: Board, spans: Sequence[Span]) -> tuple[Finding, ...]:
    """What a person should know of the words of `board`; `spans` are of its script's elements.

    Raises:
        Invalid: a line cannot be read aloud at all; it says where and why.
    """
    captions, supers = sans(CAPTION_WEIGHT), sans(LABEL_WEIGHT)
    findings = [
        *_unshown(board.series, sans(TITLE_WEIGHT), NOWHERE),
        *_unshown(board.title, sans(TITLE_WEIGHT), NOWHERE),
    ]
    for shot in board.shots:
        at = shot.spec.element
        span = spans[at] if at < len(spans) else NOWHERE
        findings += _unsaid(shot, span)
        if shot.spec.speech:
            findings += _unshown(shot.spec.speech.text, captions, span)
        findings += _unshown(shot.spec.onscreen, supers, span)
    return tuple(dict.fromkeys(findings))


def _unsaid(shot: Shot, span: Span) -> Iterator[Finding]:
    """What of the line of `shot` no voice says."""
    speech = shot.spec.speech
    if speech is None:
        return
    try:
        lost = unread(speech.aloud or speech.text, speech.language)
    except Invalid as error:
        code = error.code.replace("takes.", "board.")
        raise Invalid(code, at=span.line, column=span.column, **error.data) from error
    if lost:
        data = (("symbols", "".join(lost)), ("text", _excerpt(speech.text)))
        yield Finding("board.not_said", Severity.WARNING, span, data)


def _unshown(text: str, face: Face, span: Span) -> Iterator[Finding]:
    """What of `text` has no glyph in `face`."""
    if missing := face.missing(text.replace("\n", "")):
        data = (("symbols", " ".join(missing)), ("text", _excerpt(text)))
        yield Finding("board.not_shown", Severity.WARNING, span, data)


def _excerpt(text: str) -> str:
    return text if len(text) <= SHOWN_LETTERS_MAX else f"{text[:SHOWN_LETTERS_MAX]}…"
