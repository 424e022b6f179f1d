"""Units: what a script, a cut and a picture say, in stretches that are examined as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from piying.model.cut import Caption, CaptionKind, Cut
from piying.model.review import Declared, Element, Unit
from piying.model.script import BeatKind, Delivery, EpisodeText, Heading, Script, Span

TITLE_KEYS = ("title", "标题", "剧名", "片名")
LOGLINE_KEYS = ("logline", "synopsis", "简介", "梗概", "故事梗概", "一句话梗概", "内容简介")
TAG_KEYS = ("tags", "tag", "标签", "关键词", "类型", "题材", "genre", "keywords")

_MARKUP = re.compile(r"\[\[.*?\]\]|(?<!\\)[*_]+|\\(?=[*_\\])")
_TAG_MARKS = re.compile(r"[，,、/;；|#\s]+")


def title_units(script: Script, declared: Declared | None = None) -> tuple[Unit, ...]:
    """Title, logline and tags: of the script's title page, and as declared."""
    found: dict[tuple[Element, str], Unit] = {}

    def add(element: Element, text: str) -> None:
        said = _MARKUP.sub("", text).strip()
        if said:
            found.setdefault((element, said), Unit(element, said))

    for entry in script.title_page:
        key = entry.key.strip().lower()
        if key in TITLE_KEYS:
            add(Element.TITLE, " ".join(entry.values))
        elif key in LOGLINE_KEYS:
            add(Element.LOGLINE, "\n".join(entry.values))
        elif key in TAG_KEYS:
            for tag in _TAG_MARKS.split(" ".join(entry.values)):
                add(Element.TAG, tag)
    if declared is not None:
        add(Element.TITLE, declared.title)
        add(Element.LOGLINE, declared.synopsis)
        for tag in declared.tags:
            add(Element.TAG, tag)
    return tuple(found.values())


def script_units(
    episode: EpisodeText, spans: Sequence[Span] = (), aliases: Mapping[str, str] | None = None
) -> tuple[Unit, ...]:
    """One episode of a script, in the order of its lines.

    Args:
        episode: Its scenes of beats, without markup.
        spans: Where each element of the script stands in the source; empty: lines are 0.
        aliases: The name of the cast for each name that the script writes.
    """
    names = aliases or {}
    found = []
    if episode.title.strip():
        found.append(Unit(Element.TITLE, episode.title.strip()))
    for scene in episode.scenes:
        heading = _heading(scene.heading)
        if heading:
            line = _line(spans, scene.element)
            found.append(Unit(Element.HEADING, heading, scene=scene.number, line=line))
        for beat in scene.beats:
            element = _element(beat.kind, beat.delivery)
            if element is None or not beat.text.strip():
                continue
            speaker = names.get(beat.speaker, beat.speaker)
            found.append(
                Unit(element, beat.text, speaker, scene.number, _line(spans, beat.element))
            )
    return tuple(found)


def _heading(heading: Heading) -> str:
    return " ".join(part for part in (heading.location, heading.time) if part)


def _element(sort: BeatKind, delivery: Delivery) -> Element | None:
    match sort:
        case BeatKind.LINE:
            narrated = delivery is Delivery.NARRATION
            return Element.NARRATION if narrated else Element.DIALOGUE
        case BeatKind.ACTION:
            return Element.ACTION
        case BeatKind.SUPER:
            return Element.ONSCREEN
        case _:
            return None


def _line(spans: Sequence[Span], element: int) -> int:
    return spans[element].line if element < len(spans) else 0


def cut_units(cut: Cut, scenes: Mapping[str, int] | None = None) -> tuple[Unit, ...]:
    """The captions, on-screen words and cards of a cut, in the order in which they are seen.

    Args:
        cut: The timeline.
        scenes: The scene of each shot; a shot that is not there is in none.
    """
    places = scenes or {}
    found = [_caption(one, places) for one in cut.captions if one.text.strip()]
    for card in cut.cards:
        text = "\n".join(line for line in card.lines if line.strip())
        if text:
            end = card.start + card.length
            found.append(Unit(Element.ONSCREEN, text, start_frame=card.start, end_frame=end))
    return tuple(sorted(found, key=lambda one: (one.start_frame, one.end_frame)))


def _caption(caption: Caption, places: Mapping[str, int]) -> Unit:
    shown = caption.role is CaptionKind.SUPER
    return Unit(
        Element.ONSCREEN if shown else Element.CAPTION,
        caption.text,
        caption.speaker,
        scene=places.get(caption.shot, 0),
        shot=caption.shot,
        start_frame=caption.start,
        end_frame=caption.start + caption.length,
    )


def picture_units(
    texts: Iterable[tuple[str, int, int]], shots: Sequence[tuple[str, int, int]] = ()
) -> tuple[Unit, ...]:
    """What was read from the picture: (text, first frame, frame behind the last).

    Args:
        texts: In any order.
        shots: The shots of the film, as (shot, first frame, frame behind the last).
    """
    found = []
    for text, start, end in texts:
        shot = next((name for name, first, last in shots if first <= start < last), "")
        if text.strip():
            found.append(
                Unit(Element.BURNT_IN, text, shot=shot, start_frame=start, end_frame=end)
            )
    return tuple(sorted(found, key=lambda one: (one.start_frame, one.end_frame, one.text)))


def shots_of(cut: Cut) -> tuple[tuple[str, int, int], ...]:
    """The shots of a cut with their first frame and the frame behind their last."""
    found = []
    start = 0
    for clip in cut.pictures:
        found.append((clip.shot, start, start + clip.length_frames))
        start += clip.length_frames
    return tuple(found)
