"""Opens a site: what its routes share is begun in order, and ended in the opposite one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from piying.studio.channel.tending import tend
from piying.studio.house import House
from piying.studio.installing.assets import BROWSER_FILES, browser_file
from piying.studio.serving import Place
from piying.web.listening import heard
from piying.web.serve import free_port
from piying.web.site import Site
from piying.web.static import bundle_of

LICENCE = "LICENSE"
"""It lies beside the files and is none of a page."""


@contextmanager
def opened_site(house: House, place: Place) -> Iterator[Site]:
    """A site for the block.

    Raises:
        Outside: its port cannot be had.
        Missing: what browsers need was not set up, or the house has no key that signs.
    """
    there = replace(place, port=free_port(place.host, place.port))
    site = Site(house, there, there.origin_at(there.port), bundle_of(_others(house)))
    tending = threading.Thread(target=tend, args=(house, site.stopping), name="tending")
    with heard(site):
        tending.start()
        site.figures.start()
        try:
            yield site
        finally:
            site.stopping.set()
            site.figures.close()
            site.media.close()
            tending.join()


def _others(house: House) -> dict[str, bytes]:
    """What others made for browsers, from the data folder."""
    names = (name for name in BROWSER_FILES if name != LICENCE)
    return {name: browser_file(house.settings.data, name).read_bytes() for name in names}
