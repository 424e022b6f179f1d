"""What of a film cannot be said or shown, told before anything is made and when it is done.

A sign that no voice says or no font draws does not stop the film: the line is spoken and
shown without it, and the subtitle file keeps every letter. Emoji are drawn; where their font
is not set up yet, those of Unicode count as drawn. A reading in brackets that is wrong does
stop the film, here and not after minutes of work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from piying.model.cut import CaptionKind, Cut
from piying.model.deferred import deferred
from piying.model.errors import Invalid
from piying.model.script import Finding, Severity, Span
from piying.model.shot import Board, Shot
from piying.render.text.emoji import is_emoji, may_be_emoji
from piying.render.text.fonts import (
    CAPTION_WEIGHT,
    LABEL_WEIGHT,
    TITLE_WEIGHT,
    Face,
    FontBook,
    named,
    sans,
)

if TYPE_CHECKING:
    from piying.takes.reading.read import unread
else:
    unread = deferred("piying.takes.reading.read:unread")

SHOWN_LETTERS_MAX = 24
"""So many letters of a line stand in a finding."""
NOWHERE = Span(1, 1, 1, 1)


def check(
    board: Board, spans: Sequence[Span], book: FontBook | None = None
) -> tuple[Finding, ...]:
    """What a person should know of the words of `board`.

    Args:
        board: the shots with their words.
        spans: where the elements of its script stand.
        book: the fonts of the film.

    Raises:
        Invalid: a line cannot be read aloud at all; it says where and why.
    """
    captions, supers, titles = _faces(book)
    findings = [
        *_unshown(board.series, titles, NOWHERE),
        *_unshown(board.title, titles, NOWHERE),
    ]
    for shot in board.shots:
        span = _span(shot, spans)
        findings += _unsaid(shot, span)
        if shot.spec.speech:
            findings += _unshown(shot.spec.speech.text, captions, span)
        findings += _unshown(shot.spec.onscreen, supers, span)
    return tuple(dict.fromkeys(findings))


def check_cut(
    cut: Cut, board: Board, spans: Sequence[Span], book: FontBook | None = None
) -> tuple[Finding, ...]:
    """What of the words of a cut is not drawn, wherever the words come from."""
    captions, supers, titles = _faces(book)
    places = {shot.id: _span(shot, spans) for shot in board.shots}
    findings: list[Finding] = []
    for caption in cut.captions:
        face = supers if caption.role is CaptionKind.SUPER else captions
        span = places.get(caption.shot, NOWHERE)
        for text in (caption.text, *(one.reading for one in caption.ruby)):
            findings += _unshown(text, face, span)
    for line in (line for card in cut.cards for line in card.lines):
        findings += _unshown(line, titles, NOWHERE)
    return tuple(dict.fromkeys(findings))


def _faces(book: FontBook | None) -> tuple[Face, Face, Face]:
    """The faces of captions, of on-screen words and of titles."""
    return sans(CAPTION_WEIGHT, book), sans(LABEL_WEIGHT, book), sans(TITLE_WEIGHT, book)


def _span(shot: Shot, spans: Sequence[Span]) -> Span:
    at = shot.spec.element
    return spans[at] if at < len(spans) else NOWHERE


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
    """What of `text` no face draws, with its code points."""
    missing = face.missing(text.replace("\n", ""))
    if not any(helper.coloured for helper in face.helpers):
        missing = tuple(c for c in missing if not (is_emoji(c) or may_be_emoji(c)))
    if missing:
        listed = " ".join(map(named, missing))
        data = (("symbols", listed), ("text", _excerpt(text)))
        yield Finding("board.not_shown", Severity.WARNING, span, data)


def _excerpt(text: str) -> str:
    return text if len(text) <= SHOWN_LETTERS_MAX else f"{text[:SHOWN_LETTERS_MAX]}…"
