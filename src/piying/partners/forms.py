"""Forms (multipart/form-data): equal parts give equal bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a form; with a file name it is a file."""

    name: str
    data: bytes
    file: str = ""
    media_type: str = ""

    def head(self) -> str:
        """What stands above its bytes."""
        file = f'; filename="{self.file}"' if self.file else ""
        kind = f"\r\nContent-Type: {self.media_type}" if self.media_type else ""
        return f'Content-Disposition: form-data; name="{self.name}"{file}{kind}\r\n\r\n'


def form(*parts: Part) -> tuple[str, bytes]:
    """The content type and the bytes of the form of `parts`, in their order."""
    whole = [part.head().encode() + part.data for part in parts]
    boundary = b"piying-" + hashlib.sha256(b"\0".join(whole)).hexdigest()[:40].encode()
    pieces = b"".join(b"--%s\r\n%s\r\n" % (boundary, piece) for piece in whole)
    kind = f"multipart/form-data; boundary={boundary.decode()}"
    return kind, pieces + b"--%s--\r\n" % boundary
