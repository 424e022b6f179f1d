"""A script as the other rooms read it: episodes of scenes of beats.

The rules, in order:

- An episode begins with its mark, or with a heading that gives another episode's number
  (1-2, 2-1). A script without either is one episode 1. A number that comes back goes on
  where it left off, so a number names one episode.
- A scene begins with a heading; words before the first one make a scene with an empty
  heading. Transitions and notes alone before it go into the first scene.
- A beat is one dialogue, lyric, action, centred line, title on screen or transition. Every
  dialogue and lyric that holds a word is exactly one LINE.
- A note belongs to the beat it stands in or directly behind; another note is its own beat.
- A flashback lasts to its end; without one, to the end of the first scene played in it.
- Title page, outline, characters, sections, synopses, boneyards and page breaks are not seen.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from piying.model.script import (
    Beat,
    BeatKind,
    Cue,
    Delivery,
    Element,
    ElementKind,
    EpisodeText,
    Heading,
    Scene,
    Script,
)
from piying.script.asides import names_in
from piying.script.cues import cue_of
from piying.script.inline import aloud, notes, plain
from piying.script.lines import WHITE

if TYPE_CHECKING:
    from collections.abc import Callable

_SHOWN = {
    ElementKind.ACTION: BeatKind.ACTION,
    ElementKind.CENTRED: BeatKind.ACTION,
    ElementKind.SUPER: BeatKind.SUPER,
    ElementKind.TRANSITION: BeatKind.TRANSITION,
}
_SPOKEN = frozenset({ElementKind.DIALOGUE, ElementKind.LYRICS})
_IN_SPEECH = _SPOKEN | {
    ElementKind.CUE,
    ElementKind.PARENTHETICAL,
    ElementKind.NOTE,
    ElementKind.BONEYARD,
}
_UNSEEN = (BeatKind.TRANSITION, BeatKind.NOTE)
_FADE = re.compile(
    r"FADE (?:IN|OUT|TO BLACK|TO WHITE|UP)[.:]?|(?:SMASH |HARD )?CUT TO BLACK[.:]?"
)


@dataclass(slots=True)
class _Scene:
    """A scene that is still being gathered."""

    heading: Heading
    episode: int
    element: int
    flashback: bool = False
    cast: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    beats: list[Beat] = field(default_factory=list)
    headed: bool = True


@dataclass(slots=True)
class _Speech:
    """Who speaks and how, from a cue to the end of its lines."""

    cue: Cue
    manners: list[str] = field(default_factory=list)
    last: int = -1
    """The beat of its last line, or -1."""


def episodes(script: Script) -> tuple[EpisodeText, ...]:
    """The episodes of `script` in the order they first begin; none if nothing happens in it."""
    gathering = _Gathering(script)
    for at, element in enumerate(script.elements):
        gathering.read(at, element)
    gathering.end()
    made: dict[int, list[Scene]] = {}
    for scene in gathering.scenes:
        gathered = made.setdefault(scene.episode, [])
        gathered.append(_finished(scene, len(gathered) + 1))
    return tuple(
        EpisodeText(number, gathering.titles.get(number, ""), tuple(found))
        for number, found in made.items()
    )


def scenes(script: Script) -> tuple[Scene, ...]:
    """The scenes of all episodes of `script`."""
    return tuple(scene for episode in episodes(script) for scene in episode.scenes)


def _delivered(speech: _Speech) -> Cue:
    """The cue of a speech; a direction (OS) on a line of its own says how it is heard."""
    cue = speech.cue
    for manner in speech.manners:
        told = cue_of(f"A ({manner})").delivery
        if cue.delivery is Delivery.SPOKEN and told is not Delivery.SPOKEN:
            cue = replace(cue, delivery=told)
    if cue is not speech.cue:
        speech.manners = [
            one for one in speech.manners if cue_of(f"A ({one})").delivery is Delivery.SPOKEN
        ]
        speech.cue = cue
    return cue


def _is_unseen(scene: _Scene) -> bool:
    """Whether a scene has no heading and nothing in it but transitions and notes."""
    return not scene.headed and all(beat.kind in _UNSEEN for beat in scene.beats)


def _finished(scene: _Scene, number: int) -> Scene:
    cast = tuple(dict.fromkeys((*scene.cast, *scene.speakers)))
    return Scene(scene.heading, scene.episode, number, cast, tuple(scene.beats), scene.element)


class _Gathering:
    """The scenes so far, and what the next element belongs to."""

    def __init__(self, script: Script) -> None:
        self.spelled = _spellings(script)
        self.scenes: list[_Scene] = []
        self.scene: _Scene | None = None
        self.titles: dict[int, str] = {}
        self.episode = 0
        """The number of the episode, 0 before one is known."""
        self.speech: _Speech | None = None
        self.behind: int | None = None
        """The beat that a note which comes now stands directly behind."""
        self.flashback = False
        self.ends = _flashback_ends(script)
        self.others: dict[ElementKind, Callable[[int, Element], None]] = {
            ElementKind.HEADING: self._begin_scene,
            ElementKind.EPISODE: self._begin_episode,
            ElementKind.CUE: self._cue,
            ElementKind.PARENTHETICAL: self._parenthetical,
            ElementKind.NOTE: self._note,
            ElementKind.CAST: self._cast,
            ElementKind.FLASHBACK: self._flashback,
            ElementKind.FLASHBACK_END: self._flashback,
        }

    def read(self, at: int, element: Element) -> None:
        """Reads element `at`."""
        kind = element.kind
        if kind not in _IN_SPEECH or kind is ElementKind.CUE:
            self._end_speech()
        if kind in _SHOWN:
            self._shown(at, element)
        elif kind in _SPOKEN:
            self._line(at, element)
        elif kind in self.others:
            self.others[kind](at, element)

    def end(self) -> None:
        """Ends the last speech and settles the words before the first heading."""
        self._end_speech()
        for scene in self.scenes:
            scene.episode = scene.episode or self.episode or 1
        kept: list[_Scene] = []
        for scene in self.scenes:
            if kept and kept[-1].episode == scene.episode and _is_unseen(kept[-1]):
                scene.beats[:0] = kept.pop().beats
            kept.append(scene)
        self.scenes = kept

    def _begin_episode(self, _: int, element: Element) -> None:
        number, title = element.depth, plain(element.text).strip(WHITE)
        self._number(number)
        self.titles[number] = self.titles.get(number) or title
        self.scene, self.behind, self.flashback = None, None, False

    def _number(self, number: int) -> None:
        """Sets the number of the episode; what came before any number belongs to the first."""
        if not self.episode:
            for scene in self.scenes:
                scene.episode = number
        self.episode = number

    def _begin_scene(self, at: int, element: Element) -> None:
        heading = element.heading or Heading()
        if heading.episode and heading.episode != self.episode:
            self._number(heading.episode)
        if self.flashback and self.scene and self.scene.flashback and not self.ends[at]:
            self.flashback = False
        self.scene = _Scene(heading, self.episode, at)
        self.scenes.append(self.scene)
        self.behind = None

    def _into(self, at: int) -> _Scene:
        """The scene that element `at` is in; one with an empty heading if there is none."""
        if self.scene is None:
            self.scene = _Scene(Heading(), self.episode, at, headed=False)
            self.scenes.append(self.scene)
        return self.scene

    def _add(self, at: int, beat: Beat) -> int:
        """Adds a beat to its scene and gives its place."""
        scene = self._into(at)
        scene.flashback = scene.flashback or self.flashback
        scene.beats.append(replace(beat, flashback=self.flashback, element=at))
        return len(scene.beats) - 1

    def _shown(self, at: int, element: Element) -> None:
        """An action, a title on screen or a transition."""
        text = plain(element.text).strip(WHITE + "\n")
        if not text:
            self._notes_alone(at, notes(element.text))
            return
        kind = _SHOWN[element.kind]
        if kind is BeatKind.ACTION and _FADE.fullmatch(text):
            kind = BeatKind.TRANSITION
        self.behind = self._add(at, Beat(kind, text, notes=notes(element.text)))

    def _line(self, at: int, element: Element) -> None:
        """A dialogue or lyric: one line of who has the cue."""
        text = plain(element.text).strip(WHITE + "\n")
        if not text:
            self._notes_alone(at, notes(element.text))
            return
        speech = self.speech = self.speech or _Speech(Cue(""))
        cue = _delivered(speech)
        said = Beat(
            BeatKind.LINE,
            text,
            aloud=aloud(element.text).strip(WHITE + "\n"),
            speaker=cue.name,
            delivery=cue.delivery,
            manner="；".join(speech.manners),
            sung=element.kind is ElementKind.LYRICS,
            dual=cue.dual,
            notes=notes(element.text),
        )
        self.behind = speech.last = self._add(at, said)
        speech.manners.clear()
        if cue.name and cue.delivery is not Delivery.NARRATION:
            self._into(at).speakers.append(cue.name)

    def _cue(self, _: int, element: Element) -> None:
        cue = element.cue or Cue("")
        self.speech = _Speech(replace(cue, name=self._spelled(cue.name)))
        self.behind = None

    def _cast(self, _: int, element: Element) -> None:
        if self.scene is not None:
            names = names_in(plain(element.text))
            self.scene.cast.extend(self._spelled(name) for name in names)

    def _spelled(self, name: str) -> str:
        """A name as all of the script spells it: Tom and TOM are one person."""
        return self.spelled.get(name.casefold(), name)

    def _flashback(self, _: int, element: Element) -> None:
        self.flashback = element.kind is ElementKind.FLASHBACK
        self.behind = None

    def _parenthetical(self, _: int, element: Element) -> None:
        self.speech = self.speech or _Speech(Cue(""))
        manner = plain(element.text).strip(WHITE + "\n")
        if manner:
            self.speech.manners.append(manner)

    def _end_speech(self) -> None:
        """A parenthetical behind the last line of a speech belongs to that line."""
        speech, scene = self.speech, self.scene
        self.speech = None
        if speech and speech.manners and speech.last >= 0 and scene:
            beat = scene.beats[speech.last]
            manners = filter(None, (beat.manner, *speech.manners))
            scene.beats[speech.last] = replace(beat, manner="；".join(manners))

    def _note(self, at: int, element: Element) -> None:
        text = element.text.strip(WHITE + "\n")
        if text:
            self._notes_alone(at, (text,))

    def _notes_alone(self, at: int, found: tuple[str, ...]) -> None:
        """Notes outside a beat: they join the one they stand behind, or are beats."""
        if self.behind is not None and self.scene is not None:
            beat = self.scene.beats[self.behind]
            self.scene.beats[self.behind] = replace(beat, notes=(*beat.notes, *found))
            return
        for note in found:
            self._add(at, Beat(BeatKind.NOTE, note))


def _spellings(script: Script) -> dict[str, str]:
    """For each name of a cue, without its case, the spelling that comes most often."""
    counts: dict[str, Counter[str]] = {}
    for element in script.elements:
        if element.cue and element.cue.name:
            counts.setdefault(element.cue.name.casefold(), Counter())[element.cue.name] += 1
    return {name: spelled.most_common(1)[0][0] for name, spelled in counts.items()}


def _flashback_ends(script: Script) -> list[bool]:
    """For each element, whether a flashback that is open there has an end in its episode."""
    ends: list[bool] = []
    closed = False
    for element in reversed(script.elements):
        if element.kind is ElementKind.FLASHBACK_END:
            closed = True
        elif element.kind in (ElementKind.EPISODE, ElementKind.FLASHBACK):
            closed = False
        ends.append(closed)
    ends.reverse()
    return ends
