"""Locking a ladder: AES-128 over its pieces, as HLS names it (RFC 8216, 4.3.2.4).

The head of a rung stays clear, so its AI label can still be read. The number of a piece in its
playlist is its initialisation vector, as players take it where none is written. The key is not
in the package: its address is `KEY` beside the main playlist, for whoever may play.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from piying.model.canon import digest_bytes
from piying.model.errors import Invalid
from piying.model.release import File, Ladder, Rung
from piying.render.hls import write

KEY = "key"
"""The file that a player asks for."""
KEY_BYTES = 16
BLOCK_BITS = 128

_FIRST = re.compile(r"#EXT-X-MEDIA-SEQUENCE:(\d+)")
_MAP = re.compile(r"(#EXT-X-MAP:[^\n]*\n)")
_PIECE = re.compile(r"^(?!#)\S+", re.MULTILINE)


def lock(folder: Path, ladder: Ladder, key: bytes) -> Ladder:
    """Encrypt the pieces of every rung in `folder`; the ladder that lies there afterwards.

    Raises:
        Invalid: the key is no AES-128 key, or a rung has no playlist with a head.
    """
    if len(key) != KEY_BYTES:
        raise Invalid("release.key_short", least=KEY_BYTES)
    return replace(ladder, rungs=tuple(_rung(folder, rung, key) for rung in ladder.rungs))


def unlocked(data: bytes, key: bytes, number: int) -> bytes:
    """The clear bytes of the piece `number`, as a player sees it."""
    cipher = Cipher(algorithms.AES(key), modes.CBC(number.to_bytes(16, "big"))).decryptor()
    padded = cipher.update(data) + cipher.finalize()
    pad = padding.PKCS7(BLOCK_BITS).unpadder()
    return pad.update(padded) + pad.finalize()


def _rung(folder: Path, rung: Rung, key: bytes) -> Rung:
    lists = [file.path for file in rung.files if file.path.endswith(".m3u8")]
    text = (folder / lists[0]).read_text(encoding="utf-8") if len(lists) == 1 else ""
    if not _MAP.search(text):
        raise Invalid("render.segment_empty", path=folder / rung.name)
    found = _FIRST.search(text)
    first = int(found[1]) if found else 0
    for number, name in enumerate(_PIECE.findall(text), first):
        path = folder / rung.name / name
        write(path, _locked(path.read_bytes(), key, number))
    said = rf'\1#EXT-X-KEY:METHOD=AES-128,URI="../{KEY}"' + "\n"
    write(folder / lists[0], _MAP.sub(said, text, count=1).encode("utf-8"))
    return replace(rung, files=tuple(_file(folder, file.path) for file in rung.files))


def _locked(data: bytes, key: bytes, number: int) -> bytes:
    cipher = Cipher(algorithms.AES(key), modes.CBC(number.to_bytes(16, "big"))).encryptor()
    pad = padding.PKCS7(BLOCK_BITS).padder()
    return cipher.update(pad.update(data) + pad.finalize()) + cipher.finalize()


def _file(folder: Path, path: str) -> File:
    data = (folder / path).read_bytes()
    return File(path, digest_bytes(data), len(data))
