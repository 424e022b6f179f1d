"""Writing: a proposal as a script that is read back; beats that are not traced are marked.

A Chinese proposal is written as scripts are written in China, as long as every scene and every
line of it is read back as it is; words that would be read as something else make it Fountain,
which can say what each line is. An English one is Fountain.
"""

from __future__ import annotations

from collections.abc import Iterator

from piying.model.adaptation import BeatKind, Proposal, ProposedBeat, ProposedScene, Trace
from piying.model.script import Element, ElementKind, Script, TitleEntry
from piying.script.cues import cue_of
from piying.script.format import format_script
from piying.script.headings import heading
from piying.script.read import read
from piying.script.slugline import heading_of

_HOURS = {"day": "日", "night": "夜", "dawn": "晨", "dusk": "黄昏"}
_FLAG = {
    "zh": "[[未核对：第{passage}段没有这句话]]",
    "en": "[[unchecked: not in passage {passage}]]",
}
_NARRATOR = {"zh": "旁白", "en": "NARRATOR"}
_SOMEBODY = {"zh": "某人", "en": "SOMEBODY"}
_TOLD = (ElementKind.HEADING, ElementKind.ACTION, ElementKind.CUE, ElementKind.PARENTHETICAL,
         ElementKind.DIALOGUE)  # fmt: skip


def script_text(proposal: Proposal, title: str, episode: int = 1) -> str:
    """The proposal as a script with one episode; what is not traced says so."""
    script = _script(proposal, title, episode)
    if proposal.language == "zh":
        text = _chinese(proposal, title, episode)
        found = read(text.encode(), name="script.txt").script
        if _told(found) == _told(script):
            return text
    return format_script(script)


def _told(script: Script) -> list[tuple[ElementKind, str]]:
    """What a script tells, however it is written."""
    return [
        (
            one.kind,
            one.cue.name if one.cue else one.heading.location if one.heading else one.text,
        )
        for one in script.elements
        if one.kind in _TOLD or one.kind is ElementKind.EPISODE
    ]


def _script(proposal: Proposal, title: str, episode: int) -> Script:
    elements: list[Element] = []
    if proposal.language == "zh":
        elements += [Element(ElementKind.OUTLINE, one.text) for one in proposal.events]
        elements += [
            Element(ElementKind.BIO, f"{one.name}：{one.note}") for one in proposal.characters
        ]
    else:
        elements += [Element(ElementKind.SYNOPSIS, one.text) for one in proposal.events]
    elements.append(Element(ElementKind.EPISODE, depth=episode))
    for number, scene in enumerate(proposal.scenes, 1):
        elements += _scene(scene, proposal.language, f"{episode}-{number}")
    return Script(tuple(elements), (TitleEntry("Title", (title,)),))


def _scene(scene: ProposedScene, language: str, number: str) -> Iterator[Element]:
    text = _slug(scene, language, number)
    told = heading(text) if language == "zh" else None
    yield Element(ElementKind.HEADING, text, told or heading_of(text))
    for beat in scene.beats:
        said = beat.text + _flag(beat, language)
        if beat.kind is BeatKind.ACTION:
            yield Element(ElementKind.ACTION, said)
            continue
        who = _who(beat, language)
        yield Element(ElementKind.CUE, who, cue=cue_of(who))
        if beat.manner and beat.kind is BeatKind.LINE:
            yield Element(ElementKind.PARENTHETICAL, beat.manner)
        yield Element(ElementKind.DIALOGUE, said)


def _slug(scene: ProposedScene, language: str, number: str) -> str:
    if language == "zh":
        place = "内" if scene.inside else "外"
        return f"{number} {_HOURS[scene.hour]} {place} {scene.location}"
    place = "INT." if scene.inside else "EXT."
    return f"{place} {scene.location.upper()} - {scene.hour.upper()}"


def _who(beat: ProposedBeat, language: str) -> str:
    if beat.kind is BeatKind.NARRATION:
        return _NARRATOR[language]
    return beat.who or _SOMEBODY[language]


def _chinese(proposal: Proposal, title: str, episode: int) -> str:
    lines = [f"《{title}》", ""]
    if proposal.events:
        lines += ["大纲：", *(event.text for event in proposal.events), ""]
    if proposal.characters:
        lines += ["人物小传：", *(f"{one.name}：{one.note}" for one in proposal.characters), ""]
    lines.append(f"第{episode}集")
    for number, scene in enumerate(proposal.scenes, 1):
        lines += ["", _slug(scene, "zh", f"{episode}-{number}")]
        people = dict.fromkeys(beat.who for beat in scene.beats if beat.who)
        lines += [f"人物：{'、'.join(people)}"] if people else []
        for beat in scene.beats:
            said = beat.text + _flag(beat, "zh")
            if beat.kind is BeatKind.ACTION:
                lines.append(f"△{said}")
                continue
            manner = f"（{beat.manner}）" if beat.manner and beat.kind is BeatKind.LINE else ""
            lines.append(f"{_who(beat, 'zh')}：{manner}{said}")
    return "\n".join(lines) + "\n"


def _flag(beat: ProposedBeat, language: str) -> str:
    if beat.trace is not Trace.UNTRACED:
        return ""
    return _FLAG[language].format(passage=beat.passage or "?")
