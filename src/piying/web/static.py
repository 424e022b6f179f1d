"""Files of the pages: our own, and those of others from the data folder, under one version.

The version is the digest of all of them and part of every address, so a browser may keep them
for good and never mixes two versions.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response

from piying.model.errors import Missing

KINDS = {
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "webmanifest": "application/manifest+json",
    "json": "application/json",
    "png": "image/png",
    "woff2": "font/woff2",
}
PACKED = frozenset({"css", "js", "svg", "json", "webmanifest"})
FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Static:
    """One file as it is answered."""

    data: bytes
    packed: bytes | None
    kind: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """All files of one version."""

    version: str
    files: dict[str, Static]

    def address(self, name: str) -> str:
        """Where a page finds the file.

        Raises:
            Missing: there is none.
        """
        if name not in self.files:
            raise Missing("web.no_static", name=name)
        return f"/static/{self.version}/{name}"

    def answer(self, request: Request, name: str) -> Response:
        """The file, packed if the browser takes it so.

        Raises:
            Missing: there is none.
        """
        found = self.files.get(name)
        if found is None:
            raise Missing("web.not_here")
        headers = {"Cache-Control": FOR_GOOD, "Vary": "Accept-Encoding"}
        if found.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(found.packed, headers=headers, media_type=found.kind)
        return Response(found.data, headers=headers, media_type=found.kind)


def bundle_of(others: dict[str, bytes]) -> Bundle:
    """Our own files and those of `others`, by their names."""
    found = {**_own(), **others}
    whole = hashlib.sha256()
    for name in sorted(found):
        whole.update(name.encode() + b"\0" + hashlib.sha256(found[name]).digest())
    return Bundle(whole.hexdigest()[:12], {name: _static(name, found[name]) for name in found})


@cache
def _own() -> dict[str, bytes]:
    found: dict[str, bytes] = {}

    def gather(folder: Traversable, before: str) -> None:
        for one in folder.iterdir():
            if one.is_dir():
                gather(one, f"{before}{one.name}/")
            elif one.name.rpartition(".")[2] in KINDS:
                found[f"{before}{one.name}"] = one.read_bytes()

    gather(files("piying.web").joinpath("static"), "")
    return found


def _static(name: str, data: bytes) -> Static:
    ending = name.rpartition(".")[2]
    packed = gzip.compress(data, 9, mtime=0) if ending in PACKED else None
    return Static(data, packed, KINDS[ending])
