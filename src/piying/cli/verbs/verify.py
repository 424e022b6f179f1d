"""verify: what a file claims of itself, and whether it holds."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piying.cli.telling import Telling
from piying.model.errors import Invalid, PiyingError
from piying.model.messages import say
from piying.studio.house import House, Settings
from piying.studio.reviewing.verify import Told, Verified, verify

SIGNS = {"holds": "✓", "fails": "✗", "open": "?", "note": "·"}


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """verify: what a file claims of itself, and whether it holds."""
    look(house, house.settings, options, telling)


def look(
    house: House | None, settings: Settings, options: argparse.Namespace, telling: Telling
) -> None:
    """Tell of every file; refused at the end if a claim does not hold."""
    failed = []
    for path in options.files:
        found = verify(house, settings, path, options.trust)
        _tell(found, telling)
        if not found.good:
            failed.append(str(path))
    if failed:
        raise Invalid("cli.verify_failed", paths=", ".join(failed))


def _tell(found: Verified, telling: Telling) -> None:
    language = telling.language
    lines = [str(found.path)]
    lines += [f"  {SIGNS[one.verdict.value]} {_said(one, language)}" for one in found.told]
    if found.label is not None:
        lines += [f"      AIGC.{name} = {value or '-'}" for name, value in _fields(found)]
    if found.manifest is not None:
        lines += [f"      C2PA.{name} = {value}" for name, value in _claims(found)]
    lines += [f"      SHA-256 {digest} {name}" for name, digest in found.digests]
    telling.lines(lines)
    telling.result(_data(found, language))


def _said(one: Told, language: str) -> str:
    data = {
        name: value.said(language) if isinstance(value, PiyingError) else value
        for name, value in one.data
    }
    return say(one.code, language, **data)


def _fields(found: Verified) -> list[tuple[str, str]]:
    """The fields of the label by the names that are written in the file."""
    return [] if found.label is None else list(found.label.written.items())


def _claims(found: Verified) -> list[tuple[str, str]]:
    held = found.manifest
    if held is None:
        return []
    said = [
        ("title", held.title), ("generator", held.generator), ("signer", held.signer),
        ("issuer", held.issuer), ("serial", held.serial), ("algorithm", held.algorithm),
        *((action, source or "-") for action, source in held.actions),
        ("problems", ", ".join(held.problems)),
    ]  # fmt: skip
    if held.bound is not None:
        said += [(f"dossier.{name}", str(value)) for name, value in asdict(held.bound).items()]
    return [(name, value) for name, value in said if value]


def _data(found: Verified, language: str) -> dict[str, object]:
    held = found.manifest
    return {
        "path": str(found.path),
        "kind": found.kind,
        "good": found.good,
        "sha256": dict(found.digests),
        "known": found.known,
        "label": dict(_fields(found)) or None,
        "c2pa": None if held is None else asdict(held),
        "claims": [
            {"verdict": one.verdict.value, "code": one.code, "message": _said(one, language)}
            for one in found.told
        ],
    }
