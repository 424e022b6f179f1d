"""Word files (DOCX): a container of lines, which are a script in some other format.

A DOCX is a ZIP. What it declares to hold is added up before anything is unpacked, and no
part unpacks to more than it declares. python-docx is loaded with the first document: other
formats need not wait for it.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from piying.model.errors import Invalid
from piying.script.decode import check_size, lines_max

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.table import Table
    from docx.text.paragraph import Paragraph

unpacked_bytes_max = 64 * 1024 * 1024
parts_max = 2000
table_depth_max = 4


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    KeyError,
    ValueError,
    AttributeError,
    SyntaxError,
)
"""What a broken archive or broken XML in it makes zipfile and python-docx raise."""


class Line(NamedTuple):
    """One line of a document, and where it stands."""

    text: str
    paragraph: int
    """The paragraph, counted from 1 through the whole document, cells of tables too."""
    before: int
    """How many letters of the paragraph, line breaks among them, stand before this line."""


def read_docx(data: bytes) -> tuple[Line, ...]:
    """The lines of a DOCX; Invalid where it is broken or too large.

    A paragraph is a line, and a line break within one begins a new line too.
    """
    check_size(data)
    _check_parts(data)
    paragraphs = _opened(data)
    lines: list[Line] = []
    for number, words in enumerate(paragraphs, start=1):
        before = 0
        for text in words.split("\n"):
            lines.append(Line(text, number, before))
            before += len(text) + 1
    if len(lines) > lines_max:
        raise Invalid("script.too_many_lines", lines=len(lines), limit=lines_max)
    if not any(line.text.strip() for line in lines):
        raise Invalid("script.empty")
    return tuple(lines)


def _check_parts(data: bytes) -> None:
    """Refuse an archive that declares too much, before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if size > unpacked_bytes_max or len(parts) > parts_max:
                raise Invalid("script.docx_too_large", size=size, limit=unpacked_bytes_max)
            # Reading a part stops at the size that it declares.
            body = archive.read("word/document.xml")
    except _BROKEN as error:
        raise Invalid("script.docx_broken", why=type(error).__name__) from error
    if b"<!DOCTYPE" in body:
        raise Invalid("script.docx_broken", why="DOCTYPE")


def _opened(data: bytes) -> list[str]:
    """The words of every paragraph, in order."""
    from docx import Document  # noqa: PLC0415 - see above
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        document = Document(io.BytesIO(data))
        return list(_paragraphs(document.iter_inner_content(), 0))
    except (OpcError, *_BROKEN) as error:
        raise Invalid("script.docx_broken", why=type(error).__name__) from error


def _paragraphs(blocks: Iterator[Paragraph | Table], depth: int) -> Iterator[str]:
    """The words of paragraphs and of the cells of tables, row by row."""
    for block in blocks:
        rows = getattr(block, "rows", None)
        if rows is None:
            yield block.text
        elif depth < table_depth_max:
            for row in rows:
                seen: list[object] = []
                for cell in row.cells:
                    # A merged cell is given once for every column that it spans; only its
                    # inner element tells that it is the same.
                    inner = cell._tc  # noqa: SLF001
                    if inner not in seen:
                        seen.append(inner)
                        yield from _paragraphs(cell.iter_inner_content(), depth + 1)
