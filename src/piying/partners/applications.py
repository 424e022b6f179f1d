"""The one door to the exporters: the applications that a cut can be handed to, by name.

Nothing here loads a library before it is asked to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from piying.partners.exporters.jianying import Jianying

if TYPE_CHECKING:
    from piying.partners.exporter import Exporter

EXPORTERS: tuple[Exporter, ...] = (Jianying(),)
"""Every exporter that knows an application by name."""

NAMES = tuple(exporter.name for exporter in EXPORTERS)


def exporter(name: str) -> Exporter:
    """The exporter called `name`, one of `NAMES`."""
    return next(one for one in EXPORTERS if one.name == name)
