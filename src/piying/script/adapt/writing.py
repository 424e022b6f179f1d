"""Writing: a proposal as a script that is read back; beats that are not traced are marked."""

from __future__ import annotations

from piying.model.adaptation import BeatKind, Proposal, ProposedBeat, Trace

_HOURS = {"day": "日", "night": "夜", "dawn": "晨", "dusk": "黄昏"}
_FLAG = {
    "zh": "[[未核对：第{passage}段没有这句话]]",
    "en": "[[unchecked: not in passage {passage}]]",
}


def script_text(proposal: Proposal, title: str, episode: int = 1) -> str:
    """The proposal as a script, in Chinese or in Fountain; what is not traced says so."""
    return (_zh if proposal.language == "zh" else _en)(proposal, title, episode)


def _zh(proposal: Proposal, title: str, episode: int) -> str:
    lines = [f"《{title}》", ""]
    if proposal.events:
        lines += ["大纲：", *(event.text for event in proposal.events), ""]
    if proposal.characters:
        lines += ["人物小传：", *(f"{one.name}：{one.note}" for one in proposal.characters), ""]
    lines.append(f"第{episode}集")
    for number, scene in enumerate(proposal.scenes, 1):
        place = "内" if scene.inside else "外"
        lines += ["", f"{episode}-{number} {_HOURS[scene.hour]} {place} {scene.location}"]
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


def _en(proposal: Proposal, title: str, episode: int) -> str:
    lines = [f"Title: {title}", "", f"# Episode {episode}"]
    for scene in proposal.scenes:
        place = "INT." if scene.inside else "EXT."
        lines += ["", f"{place} {scene.location.upper()} - {scene.hour.upper()}"]
        for beat in scene.beats:
            flag = _flag(beat, "en")
            if beat.kind is BeatKind.ACTION:
                lines += ["", f"!{beat.text}{flag}"]
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
