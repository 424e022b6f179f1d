"""serve: the channel, its desk and its API, until it is stopped."""

from __future__ import annotations

import argparse
import sys

from piying.cli.telling import Telling
from piying.studio.config import SystemClock
from piying.studio.house import Settings
from piying.studio.serving import Place, served
from piying.web.app import application
from piying.web.logs import write_lines
from piying.web.opened import opened_site
from piying.web.serve import serve


def run_beside(settings: Settings, options: argparse.Namespace, telling: Telling) -> None:
    """serve: the channel, its desk and its API, until it is stopped."""
    place = Place(
        options.host, options.port, options.origin, options.territory, options.proxies
    ).checked()

    write_lines(sys.stderr)
    with served(settings, SystemClock()) as house, opened_site(house, place) as site:

        def told(address: str) -> None:
            telling.line("serving", address=f"{site.origin}/")
            telling.result({"address": address, "origin": site.origin})

        serve(application(site), site.place.port, told, place.host, site.stopping.set)
