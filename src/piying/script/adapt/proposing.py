"""Proposing: a whole chapter asked about portion by portion, and what came of it as text."""

from __future__ import annotations

from collections.abc import Callable

from piying.model.adaptation import (
    BeatKind,
    Event,
    Proposal,
    ProposedBeat,
    ProposedCharacter,
    ProposedScene,
    Trace,
)
from piying.model.brief import Brief
from piying.model.canon import digest_bytes
from piying.model.errors import Invalid
from piying.script.adapt.answers import characters_of, events_of, read_answer, scenes_of
from piying.script.adapt.asking import brief_of
from piying.script.adapt.passages import passages, portions

Ask = Callable[[Brief], str]
"""Gives the answer of a text model to a brief."""

_HOURS = {"day": "日", "night": "夜", "dawn": "晨", "dusk": "黄昏"}
_FLAG = {
    "zh": "[[未核对：第{passage}段没有这句话]]",
    "en": "[[unchecked: not in passage {passage}]]",
}


def propose(text: str, language: str, model: str, ask: Ask) -> Proposal:
    """What `model` proposes to make of `text`.

    Raises:
        Invalid: there is nothing to adapt, or an answer does not keep to its schema.
    """
    found = passages(text)
    if not found:
        raise Invalid("script.nothing_to_adapt")
    characters, events = list[ProposedCharacter](), list[Event]()
    scenes = list[ProposedScene]()
    for portion in portions(found):
        asked = {one.number: one for one in portion}
        known = [one.name for one in characters]
        answer = read_answer(ask(brief_of(text, portion, known, language)), model)
        characters += characters_of(answer, asked, known)
        events += events_of(answer, asked)
        scenes += scenes_of(answer, asked, text)
    return Proposal(
        digest_bytes(text.encode()), model, language, found,
        tuple(characters), tuple(events), _joined(scenes),
    )  # fmt: skip


def _joined(scenes: list[ProposedScene]) -> tuple[ProposedScene, ...]:
    """Scenes that go on over the end of a portion as one."""
    joined: list[ProposedScene] = []
    for one in scenes:
        last = joined[-1] if joined else None
        if last and (last.location, last.inside, last.hour) == (
            one.location,
            one.inside,
            one.hour,
        ):
            joined[-1] = ProposedScene(
                one.location, one.inside, one.hour, (*last.beats, *one.beats)
            )
        else:
            joined.append(one)
    return tuple(joined)


def script_text(proposal: Proposal, title: str) -> str:
    """The proposal as a script, in Chinese or in Fountain; what is not traced says so."""
    return (_zh if proposal.language == "zh" else _en)(proposal, title)


def _zh(proposal: Proposal, title: str) -> str:
    lines = [f"《{title}》", ""]
    if proposal.events:
        lines += ["大纲：", *(event.text for event in proposal.events), ""]
    if proposal.characters:
        lines += ["人物小传：", *(f"{one.name}：{one.note}" for one in proposal.characters), ""]
    lines.append("第1集")
    for number, scene in enumerate(proposal.scenes, 1):
        place = "内" if scene.inside else "外"
        lines += ["", f"1-{number} {_HOURS[scene.hour]} {place} {scene.location}"]
        people = dict.fromkeys(beat.who for beat in scene.beats if beat.who)
        lines += [f"人物：{'、'.join(people)}"] if people else []
        for beat in scene.beats:
            manner = f"（{beat.manner}）" if beat.manner else ""
            said = {
                BeatKind.ACTION: f"△{beat.text}",
                BeatKind.NARRATION: f"旁白：{beat.text}",
                BeatKind.LINE: f"{beat.who or '某人'}：{manner}{beat.text}",
            }[beat.kind]
            lines.append(said + _flag(beat, "zh"))
    return "\n".join(lines) + "\n"


def _en(proposal: Proposal, title: str) -> str:
    lines = [f"Title: {title}", ""]
    for scene in proposal.scenes:
        place = "INT." if scene.inside else "EXT."
        lines += ["", f"{place} {scene.location.upper()} - {scene.hour.upper()}"]
        for beat in scene.beats:
            flag = _flag(beat, "en")
            if beat.kind is BeatKind.ACTION:
                lines += ["", beat.text + flag]
                continue
            who = "NARRATOR" if beat.kind is BeatKind.NARRATION else beat.who or "SOMEBODY"
            lines += ["", f"@{who}"]
            lines += [f"({beat.manner})"] if beat.manner else []
            lines.append(beat.text + flag)
    return "\n".join(lines) + "\n"


def _flag(beat: ProposedBeat, language: str) -> str:
    if beat.trace is not Trace.UNTRACED:
        return ""
    return _FLAG[language].format(passage=beat.passage or "?")
