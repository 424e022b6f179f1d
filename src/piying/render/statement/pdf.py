"""A statement as a PDF: with Chinese type, and the same bytes each time.

It keeps to PDF/UA-1 (ISO 14289-1), so whoever cannot see it can have it read out in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

import typst

from piying.model.errors import Outside
from piying.render.statement.sheet import Sheet
from piying.render.text.fonts import installed


def pdf(page: Sheet) -> bytes:
    """The PDF of `page`.

    It holds no clock and no name of this machine: the same statement gives the same bytes.

    Raises:
        Outside: the typesetter refused; the message is its own.
    """
    with _setting(page) as data:
        return typst.compile(
            _template(), format="pdf", font_paths=_type(),
            sys_inputs={"data": data}, pdf_standards="ua-1",
        )  # fmt: skip


def pictures(page: Sheet, dots_per_inch: int) -> tuple[bytes, ...]:
    """The pages as PNG, to look at.

    Raises:
        As `pdf`.
    """
    with _setting(page) as data:
        made: bytes | list[bytes] = typst.compile(
            _template(), format="png", ppi=dots_per_inch, font_paths=_type(),
            sys_inputs={"data": data},
        )  # fmt: skip
    return tuple(made) if isinstance(made, list) else (made,)


@contextmanager
def _setting(page: Sheet) -> Iterator[str]:
    """What the template reads, for the block in which it is set."""
    try:
        yield json.dumps(page.data(), ensure_ascii=False, sort_keys=True)
    except typst.TypstError as error:
        raise Outside("statement.not_set", id=page.id, why=str(error)) from error


def _template() -> bytes:
    return files("piying.render.statement").joinpath("page.typ").read_bytes()


def _type() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[installed().sans.parent])
