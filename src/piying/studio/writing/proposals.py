"""Proposals: the files that stand beside a source, and who changed them last.

The JSON file holds the digests of the files that were written with it and of itself, so a file
that a person has touched since is known from the files alone, wherever they are carried.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from piying.model.adaptation import Proposal
from piying.model.canon import Digest, canonical, digest_bytes
from piying.model.errors import Conflict
from piying.store.disk import explained, write_file
from piying.studio.writing.novel import Novel
from piying.studio.writing.writer import Given

KIND = "piying.proposal.1"
SUM = "sha256_of_the_rest"


@dataclass(frozen=True, slots=True)
class Beside:
    """Where the files of a proposal lie."""

    data: Path
    """All of it, as JSON."""
    script: Path
    page: Path


def beside(novel: Novel, folder: Path | None) -> Beside:
    """The files of the proposal for `novel`: in `folder`, or beside the source."""
    at = folder or novel.path.parent
    script = "txt" if novel.language == "zh" else "fountain"
    return Beside(*(at / f"{novel.stem}.proposal.{end}" for end in ("json", script, "html")))


def check(files: Beside) -> None:
    """Go on only if nobody has changed what would be written over.

    Raises:
        Conflict: somebody has; it says which file.
    """
    known = _written(files.data)
    for path in (files.data, files.script, files.page):
        with explained(path):
            if path.exists() and digest_bytes(path.read_bytes()) != known.get(path.name):
                raise Conflict("adapting.file_changed", path=path)


def _written(path: Path) -> Mapping[str, Digest]:
    """The digests of the files as they were written; none where that cannot be told."""
    with explained(path):
        data = path.read_bytes() if path.is_file() else b""
    try:
        value = json.loads(data)
    except ValueError:
        return {}
    if not isinstance(value, dict) or not isinstance(value.get("files"), dict):
        return {}
    if value.pop(SUM, "") != digest_bytes(canonical(value)):
        return {}
    return {**value["files"], path.name: digest_bytes(data)}


def save(
    files: Beside,
    novel: Novel,
    proposal: Proposal,
    given: Sequence[Given],
    made: tuple[str, str],
) -> None:
    """Write the files; `made` is the script and the page."""
    script, page = (text.encode() for text in made)
    value = _value(novel, proposal, given)
    value["files"] = {
        files.script.name: digest_bytes(script),
        files.page.name: digest_bytes(page),
    }
    value[SUM] = digest_bytes(canonical(value))
    write_file(files.script, script)
    write_file(files.page, page)
    write_file(files.data, msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")


def _value(novel: Novel, proposal: Proposal, given: Sequence[Given]) -> dict[str, Any]:
    chapter = novel.chapter
    told: dict[str, Any] = msgspec.to_builtins(proposal)
    return {
        "kind": KIND,
        "title": novel.title,
        "episode": chapter.number,
        "source": {
            "file": novel.path.name,
            "encoding": novel.encoding,
            "sha256_as_utf8": proposal.source,
            "heading": chapter.heading,
            "start": chapter.start,
            "end": chapter.end,
        },
        "answers": [
            {
                "part": one.part,
                "repair": one.repair,
                "model": one.model,
                "take": one.take.id,
                "cost_minor": one.take.cost.minor,
                "currency": one.take.cost.currency,
            }
            for one in given
        ],
        "proposal": told,
        "untold": list(proposal.untold),
        "untraced": [
            {"scene": number, "beat": at, "passage": beat.passage, "text": beat.text}
            for number, scene in enumerate(proposal.scenes, 1)
            for at, beat in enumerate(scene.beats, 1)
            if not beat.end
        ],
    }
