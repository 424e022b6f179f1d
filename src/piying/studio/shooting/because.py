"""because: why a shot has to be made anew: what differs between then and now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

from piying.model.brief import Brief, Role
from piying.model.shot import Board, Shot, ShotSpec, Speech
from piying.model.take import TakeKind

UNTOLD = ("scene", "element", "length_ms", "transition", "mood", "sounds", "onscreen_vertical")
"""What of a spec is not told as a reason: it is not seen, or follows from the rest."""


@dataclass(frozen=True, slots=True)
class Because:
    """A reason, as a code of the catalogue and what fills it."""

    code: str
    data: tuple[tuple[str, str], ...] = ()


def matched(before: Board, now: Board) -> dict[str, Shot]:
    """For each shot of `now`, the one that it was in `before`: of its name, or at its place."""
    old = {shot.id: shot for shot in before.shots}
    found = {shot.id: old[shot.id] for shot in now.shots if shot.id in old}
    names = [shot.id for shot in before.shots], [shot.id for shot in now.shots]
    for tag, a, b, c, d in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        if tag != "replace":
            continue
        spoken: dict[bool, list[Shot]] = {True: [], False: []}
        for shot in before.shots[a:b]:
            spoken[shot.spec.speech is not None].append(shot)
        for shot in now.shots[c:d]:
            alike = spoken[shot.spec.speech is not None]
            if shot.id not in found and alike:
                found[shot.id] = alike.pop(0)
    return found


def of_specs(old: ShotSpec, now: ShotSpec, kind: TakeKind) -> Iterator[Because]:
    """What of the shot itself has changed, as far as it is heard or, for a picture, seen."""
    if old.speech and now.speech:
        yield from _of_speech(old.speech, now.speech)
    if kind is TakeKind.PICTURE:
        yield from _of_picture(old, now)


def _of_speech(old: Speech, now: Speech) -> Iterator[Because]:
    if old.text != now.text:
        yield Because("costs.because_line", (("old", old.text), ("new", now.text)))
    elif old.aloud != now.aloud:
        yield Because("costs.because_reading", (("new", now.aloud),))
    if old.voice != now.voice:
        yield Because("costs.because_voice_of", (("who", now.character or "-"),))


def _of_picture(old: ShotSpec, now: ShotSpec) -> Iterator[Because]:
    looks = {one.character: one.look for one in old.subjects}
    for one in now.subjects:
        if looks.get(one.character, one.look) != one.look:
            yield Because("costs.because_look", (("who", one.character),))
    if old.style is not now.style:
        yield Because(
            "costs.because_style_to", (("old", old.style.value), ("new", now.style.value))
        )
    told = {"speech", "subjects", "style", *UNTOLD}
    changed = [
        field.name
        for field in fields(ShotSpec)
        if field.name not in told and getattr(old, field.name) != getattr(now, field.name)
    ]
    if _bare(old) != _bare(now):
        changed.append("subjects")
    if changed:
        yield Because("costs.because_shot", (("what", ", ".join(changed)),))


def _bare(spec: ShotSpec) -> tuple[object, ...]:
    """Who is where and does what, without how they look."""
    return tuple(
        (one.character, one.side, one.depth, one.yaw_degrees, one.emotion, one.gesture)
        for one in spec.subjects
    )


def of_briefs(old: Brief, now: Brief) -> Iterator[Because]:
    """Which sheet is another; else, that its words are."""
    before = {(one.role, one.name): one.blob for one in old.references}
    after = {(one.role, one.name): one.blob for one in now.references}
    for role, name in sorted(before.keys() | after.keys()):
        if before.get((role, name)) == after.get((role, name)):
            continue
        if role is Role.STYLE:
            yield Because("costs.because_style")
        elif role in {Role.FIRST_FRAME, Role.LAST_FRAME}:
            yield Because("costs.because_frame")
        else:
            yield Because("costs.because_look", (("who", name or role.value),))
    if before == after and old.prompt != now.prompt:
        yield Because("costs.because_words")
