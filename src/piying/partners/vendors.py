"""What the operator says of vendors: a file vendors.toml, with workflows and cards beside it.

    models = "models.toml"                 # cards laid over those that ship; optional

    [compatible]                           # an endpoint of the common format
    base = "http://127.0.0.1:11434/v1"
    local = true                           # it may stand in this network, and speak plain HTTP

    [comfy]                                # ComfyUI on a machine of one's own
    origin = "http://127.0.0.1:8188"
    workflows = "workflows"                # a folder: NAME.toml, and NAME.json beside it

    [azure]                                # likewise kling, ark, aliyun: another region or
    origin = "https://southeastasia.api.cognitive.microsoft.com"        # workspace of theirs

    dry_run = true                         # at the top: only stand-ins, which cost nothing

Keys never stand here: they are in the environment or the keyring.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from piying.model.errors import Invalid
from piying.partners.guard import door

FILE = "vendors.toml"
FILE_BYTES_MAX = 4 << 20
SHAPE: dict[str, dict[str, type]] = {
    "compatible": {"base": str, "local": bool},
    "comfy": {"origin": str, "workflows": str},
    "kling": {"origin": str},
    "ark": {"origin": str},
    "azure": {"origin": str},
    "aliyun": {"origin": str},
}


@dataclass(frozen=True, slots=True)
class WorkflowFiles:
    """A workflow as its two files say it."""

    file: str
    told: str
    graph: str


@dataclass(frozen=True, slots=True)
class Vendors:
    """What the operator says of vendors; empty: only vendors that need nothing but a key."""

    models: str = ""
    """A TOML of model cards, laid over those that ship."""
    compatible_base: str = ""
    compatible_local: bool = False
    comfy_origin: str = ""
    comfy_workflows: tuple[WorkflowFiles, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()
    """(vendor, address of its interface) where it is not the usual one."""
    dry_run: bool = False
    """Only stand-ins are asked, and nothing is paid."""

    def origin(self, vendor: str, usual: str) -> str:
        """The address of the interface of `vendor`."""
        return dict(self.origins).get(vendor, usual)


def vendors_from(folder: Path) -> Vendors:
    """What `folder`/vendors.toml says; where there is none, nothing.

    Raises:
        Invalid: it cannot be read, has a word that is not known, or an address that may not
            be asked.
    """
    path = folder / FILE
    if not path.exists():
        return Vendors()
    try:
        table = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise _wrong(path, str(error)) from error
    for name in table.keys() - SHAPE.keys() - {"models", "dry_run"}:
        raise _wrong(path, f"{name}?")
    parts = {name: _part(path, name, table.get(name, {})) for name in SHAPE}
    base, local = parts["compatible"].get("base", ""), parts["compatible"].get("local", False)
    origin = parts["comfy"].get("origin", "")
    if base:
        door(base, local=local)
    if origin:
        door(origin, local=True)
    origins = tuple(
        (name, str(part["origin"]))
        for name, part in parts.items()
        if name != "comfy" and "origin" in part
    )
    for _, address in origins:
        door(address)
    if not isinstance(table.get("dry_run", False), bool):
        raise _wrong(path, "dry_run?")
    models = table.get("models")
    flows = parts["comfy"].get("workflows", "")
    return Vendors(
        models=_text(folder / str(models)) if models else "",
        compatible_base=base,
        compatible_local=local,
        comfy_origin=origin,
        comfy_workflows=_workflows(folder / flows) if flows else (),
        origins=origins,
        dry_run=table.get("dry_run", False),
    )


def _part(path: Path, name: str, told: object) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise _wrong(path, f"[{name}]")
    for key, value in told.items():
        if not isinstance(value, SHAPE[name].get(key, type(None))):
            raise _wrong(path, f"[{name}] {key} = {value!r}")
    return told


def _workflows(folder: Path) -> tuple[WorkflowFiles, ...]:
    return tuple(
        WorkflowFiles(path.name, _text(path), _text(path.with_suffix(".json")))
        for path in sorted(folder.glob("*.toml"))
    )


def _text(path: Path) -> str:
    """The text of a file of the operator.

    Raises:
        Invalid: it is not there, too large, or no text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES_MAX + 1)
        if len(data) > FILE_BYTES_MAX:
            raise _wrong(path, f"> {FILE_BYTES_MAX} bytes")
        return data.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(path, str(error)) from error


def _wrong(path: Path, why: str) -> Invalid:
    return Invalid("partners.vendors_wrong", file=path.name, why=why)
