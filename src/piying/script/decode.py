"""The bytes of a text file as text, with the encoding that they were written in.

The order of proof: a byte-order mark decides; then UTF-8, which no other encoding passes by
chance; then GB18030, which almost anything passes, so that its result must also look like a
Chinese text; then Big5 under the same proof, and Windows-1252 for a text that is nearly all
ASCII; both are guesses that the reader tells of. Nothing is replaced: a byte that fits
nowhere refuses the file.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import NamedTuple

from piying.model.errors import Invalid

file_bytes_max = 8 * 1024 * 1024
"""A feature-length script is about 150 KB; a whole series of 100 episodes about 2 MB."""
lines_max = 200_000

_control_share_max = 0.002
_plain_share_min = 0.97
_usual_share_min = 0.5
_ascii_share_min = 0.75
_big5_common_last = 0xC6
_big5_share_min = 0.9

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PLAIN = re.compile(
    r"[\t\n\r\f\v\x1a -~\u00a0-\u00ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2460-\u27bf"
    r"\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e\uffe0-\uffe6]"
)
_ASCII = re.compile(r"[\t\n\r -~]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Decoded(NamedTuple):
    """A text without its byte-order mark, and its encoding."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text in `data`; Invalid if it is empty, too large, no text or not decodable."""
    check_size(data)
    if data.startswith(_OLD_WORD):
        raise Invalid("script.old_word")
    decoded = _decoded(data)
    controls = len(_CONTROL.findall(decoded.text))
    if "\x00" in decoded.text or controls > _control_share_max * len(decoded.text) + 1:
        raise Invalid("script.binary", count=controls)
    if not decoded.text.strip().strip("\ufeff\x1a"):
        raise Invalid("script.empty")
    lines = decoded.text.count("\n") + decoded.text.count("\r")
    if lines > lines_max:
        raise Invalid("script.too_many_lines", lines=lines, limit=lines_max)
    return decoded


def check_size(data: bytes) -> None:
    """Refuse an empty file and one of more than `file_bytes_max`."""
    if not data:
        raise Invalid("script.empty")
    if len(data) > file_bytes_max:
        raise Invalid("script.too_large", size=len(data), limit=file_bytes_max)


def _decoded(data: bytes) -> Decoded:
    """The text by the first encoding that is proved."""
    for mark, codec, name in (
        (codecs.BOM_UTF8, "utf-8-sig", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
    ):
        if data.startswith(mark):
            return Decoded(_strict(data, codec), name)
    # where this fails the next encoding is asked, and where that fails the file is refused
    with suppress(UnicodeDecodeError):
        return Decoded(data.decode("utf-8"), "utf-8")
    if b"\x00" in data:
        raise Invalid("script.binary", count=data.count(b"\x00"))
    with suppress(UnicodeDecodeError):
        text = data.decode("gb18030")
        if _is_chinese(text):
            return Decoded(text, "gb18030")
    with suppress(UnicodeDecodeError):
        text = data.decode("cp950")
        if _is_traditional(text):
            return Decoded(text, "big5")
    text = _strict(data, "cp1252")
    if not _is_western(text):
        raise Invalid("script.encoding_unknown")
    return Decoded(text, "windows-1252")


def _is_traditional(text: str) -> bool:
    """Whether nearly all Chinese letters are of the common ones of Big5."""
    han = _HAN.findall(text)
    common = sum(letter.encode("cp950")[0] <= _big5_common_last for letter in han)
    enough = len(_PLAIN.findall(text)) >= _plain_share_min * len(text)
    return bool(han) and enough and common >= _big5_share_min * len(han)


def _is_western(text: str) -> bool:
    """Whether nearly all is ASCII and the rest what Windows writes for quotes and accents."""
    return len(_ASCII.findall(text)) >= _ascii_share_min * len(text)


def _strict(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise Invalid("script.encoding_unknown") from error


def _is_chinese(text: str) -> bool:
    """Whether nearly all letters are usual ones, and the Chinese ones common ones."""
    han = _HAN.findall(text)
    plain = len(_PLAIN.findall(text))
    usual = len("".join(han).encode("gb2312", "ignore")) // 2
    enough = plain >= _plain_share_min * len(text) and usual >= _usual_share_min * len(han)
    return bool(han) and enough
