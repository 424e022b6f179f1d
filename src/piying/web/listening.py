"""Listening: a site takes the reports of players for as long as it runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from piying.studio.channel.noting import noted
from piying.studio.channel.playing import listening
from piying.web.site import Site


@contextmanager
def heard(site: Site) -> Iterator[Site]:
    """The site for the block, in which it takes the reports of players."""
    with listening(site.channel, site.place.territory, noted(site.house)) as reports:
        site.reports = reports
        try:
            yield site
        finally:
            site.reports = None
