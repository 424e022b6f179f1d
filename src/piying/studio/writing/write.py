"""write: a screenplay and its cast file come into the house."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from piying.model.canon import Digest
from piying.model.ids import slug
from piying.model.people import Cast, Voice
from piying.model.script import EpisodeText, Finding, Reading
from piying.partners.registry import voice_presets
from piying.script.castfile import auto_cast, parse_cast
from piying.script.decode import file_bytes_max
from piying.script.read import read
from piying.script.scenes import episodes
from piying.studio.handed import bytes_of, text_of
from piying.studio.house import House

CAST_BYTES_MAX = 1_000_000
HAN_SHARE = 8
"""One character in so many being Chinese makes a script Chinese."""


@dataclass(frozen=True, slots=True)
class Written:
    """What `write` brought in."""

    name: str
    """The name of the series in the house."""
    title: str
    script: Digest
    cast: Digest
    reading: Reading
    episodes: tuple[EpisodeText, ...]
    findings: tuple[Finding, ...]
    """What a person should look at in the screenplay."""
    cast_path: Path | None
    cast_findings: tuple[Finding, ...]
    """What a person should look at in the cast file."""


def write(
    house: House, path: Path, *, as_format: str = "", cast_path: Path | None = None
) -> Written:
    """Read the screenplay at `path` and the cast file beside it into the house.

    The same file read twice changes nothing. The cast file is `cast.toml` in the script's
    folder unless `cast_path` names another; who is missing in it is cast automatically.
    """
    with house.progress.step("cli.step_write", 1) as step:
        written = _write(house, path, as_format, cast_path)
        step.advance()
    return written


def _write(house: House, path: Path, as_format: str, cast_path: Path | None) -> Written:
    data = bytes_of(path, file_bytes_max)
    reading = read(data, name=path.name, format=as_format)
    beside = cast_path or path.with_name("cast.toml")
    has_cast = cast_path is not None or beside.is_file()
    given, findings = _given_cast(beside if has_cast else None, reading)
    told = episodes(reading.script)
    title = given.title or _title(reading) or path.stem
    cast = replace(auto_cast(told, given, voice_presets()), title=given.title or title)
    store = house.store
    source = store.blobs.put(data)
    script = store.put(reading.script)
    cast_digest = store.put(cast)
    name = slug(title)
    now = house.clock.now_ms()
    with store.together():
        store.move_head(name, "source", source, (), now)
        store.move_head(name, "script", script, (("source", source),), now)
        store.move_head(name, "reading", store.put(reading), (("source", source),), now)
        store.move_head(name, "cast", cast_digest, (), now)
    return Written(
        name, title, script, cast_digest, reading, told, reading.findings,
        beside if has_cast else None, findings,
    )  # fmt: skip


def _given_cast(path: Path | None, reading: Reading) -> tuple[Cast, tuple[Finding, ...]]:
    if path is None:
        return Cast(language=_spoken_in(reading)), ()
    text = text_of(path, CAST_BYTES_MAX)
    voices: dict[str, Voice] = {key: preset.voice for key, preset in voice_presets().items()}
    return parse_cast(text, voices)


def _title(reading: Reading) -> str:
    for entry in reading.script.title_page:
        if entry.key.lower() == "title" and entry.values:
            return " ".join(entry.values).strip("《》 *_")
    return ""


def _spoken_in(reading: Reading) -> str:
    """The language of the script: "zh" if a fair share of it is Chinese, else "en"."""
    text = "".join(element.text for element in reading.script.elements)
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return "zh" if han * HAN_SHARE > len(text) else "en"
