"""A cast file written out, for a person to edit: every choice that was made stands in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING

from piying.model.people import Voice
from piying.model.script import BeatKind
from piying.script import kit
from piying.script.casting import UNCAST
from piying.script.places import played

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from piying.model.people import Cast, Character
    from piying.model.script import EpisodeText

SAID = {
    "zh": {
        "head": "角色表：谁长什么样、用什么声音、地点在哪个场景里演。改完再运行一次即可。",
        "hair": "发型",
        "outfit": "服装",
        "accessories": "配饰",
        "voices": "音色",
        "sets": "场景",
        "lines": "{count} 句台词",
    },
    "en": {
        "head": "The cast: how everyone looks and sounds, and where each location is played.",
        "hair": "hair",
        "outfit": "outfit",
        "accessories": "accessories",
        "voices": "voices",
        "sets": "sets",
        "lines": "{count} lines",
    },
}
_LOOK_FIELDS = (
    "sex", "age", "build", "hair", "hair_colour", "eye_colour", "skin", "outfit",
    "outfit_colour", "accent_colour",
)  # fmt: skip


def cast_template(
    episodes: Sequence[EpisodeText], cast: Cast, voices: Mapping[str, Voice] | None = None
) -> str:
    """The cast file that says what `cast` says, with what may be chosen as comments.

    Args:
        episodes: the script, for the locations and for how much everyone speaks.
        cast: as `auto_cast` completed it.
        voices: the presets by name; a voice that is none of them is written as a table.
    """
    names = {voice: name for name, voice in (voices or {}).items()}
    said = SAID["zh" if cast.language == "zh" else "en"]
    lines = _spoken(episodes)
    out = [
        f"# {said['head']}",
        f"# {said['hair']}: {' '.join(kit.HAIR)}",
        f"# {said['outfit']}: {' '.join(kit.OUTFITS)}",
        f"# {said['accessories']}: {' '.join(kit.ACCESSORIES)}",
        *([f"# {said['voices']}: {' '.join(sorted(voices))}"] if voices else []),
        f"title = {quoted(cast.title)}",
        f"language = {quoted(cast.language)}",
        f"style = {quoted(cast.style)}",
    ]
    for character in cast.characters:
        count = lines[character.name] + sum(lines[alias] for alias in character.aliases)
        spoken = said["lines"].format(count=count)
        out += ["", "[[character]]", f"name = {quoted(character.name)}  # {spoken}"]
        out += _character(character, names)
    if cast.narrator != UNCAST:
        out += ["", "[narrator]", f"voice = {_voice(cast.narrator, names)}"]
    out += ["", f"# {said['sets']}: {' '.join(kit.SETS)}", "[sets]"]
    out += [f"{quoted(location)} = {quoted(name)}" for location, name in _sets(episodes, cast)]
    return "\n".join(out) + "\n"


def quoted(text: str) -> str:
    """`text` as a TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(_escape(char) for char in escaped) + '"'


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x20 or ord(char) == 0x7F else char


def _character(character: Character, names: Mapping[Voice, str]) -> list[str]:
    look = character.look
    out = []
    if character.aliases:
        out.append(f"aliases = {_list(character.aliases)}")
    if character.voice != UNCAST:
        out.append(f"voice = {_voice(character.voice, names)}")
    for key in _LOOK_FIELDS:
        value = str(getattr(look, key))
        if value:
            out.append(f"{key} = {quoted(value)}")
    if look.accessories:
        out.append(f"accessories = {_list(look.accessories)}")
    return out


def _voice(voice: Voice, names: Mapping[Voice, str]) -> str:
    if voice in names:
        return quoted(names[voice])
    parts = []
    for each in fields(Voice):
        value = getattr(voice, each.name)
        parts.append(f"{each.name} = {quoted(value) if isinstance(value, str) else value}")
    return "{ " + ", ".join(parts) + " }"


def _list(words: Sequence[str]) -> str:
    return "[" + ", ".join(quoted(word) for word in words) + "]"


def _spoken(episodes: Sequence[EpisodeText]) -> Counter[str]:
    return Counter(
        beat.speaker
        for episode in episodes
        for scene in episode.scenes
        for beat in scene.beats
        if beat.kind is BeatKind.LINE
    )


def _sets(episodes: Sequence[EpisodeText], cast: Cast) -> list[tuple[str, str]]:
    """What the cast says, then every other location with the set it is played in."""
    made = dict(cast.sets)
    for episode in episodes:
        for scene in episode.scenes:
            location = scene.heading.location
            if location and location not in made:
                made[location] = played(location, scene.heading.place, cast).set_name
    return list(made.items())
