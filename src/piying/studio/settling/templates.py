"""Templates of statements, those that ship and the operator's own, and files read by them."""

from __future__ import annotations

from pathlib import Path

from piying.model.errors import Missing
from piying.partners.statements.reading import Asked, Statement, read
from piying.partners.statements.template import SHIPPED, Template, shipped, template
from piying.store.disk import explained
from piying.studio.handed import text_of
from piying.studio.house import House
from piying.studio.settling.foreign import ALIASES, folder_of


def template_named(house: House, name: str) -> Template:
    """A template by its path, by its name in the house, or one that ships.

    Raises:
        Missing: there is none.
        Invalid: it is not what a template has to be.
    """
    for path in (Path(name), folder_of(house) / f"{name}.toml"):
        if path.suffix == ".toml" and path.is_file():
            return template(text_of(path), path.name)
    if name in SHIPPED:
        return shipped(name)
    own = sorted(path.stem for path in folder_of(house).glob("*.toml") if path.name != ALIASES)
    raise Missing("reconcile.no_template", name=name, known=", ".join([*SHIPPED, *own]))


def read_file(path: Path, by: Template, asked: Asked) -> tuple[bytes, Statement]:
    """The bytes of the file at `path`, and what it states.

    Raises:
        Missing: there is no such file.
        Invalid: it is not what the template reads.
    """
    if not path.is_file():
        raise Missing("reconcile.file_missing", path=path)
    with explained(path):
        data = path.read_bytes()
    return data, read(data, path.name, by, asked)
