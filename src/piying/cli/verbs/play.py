"""play: any frame of an episode at once, on a page of this machine."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from piying.cli.asked import episodes_asked
from piying.cli.telling import Telling
from piying.model.errors import Invalid
from piying.studio.house import House
from piying.studio.showing.play import play
from piying.web.preview import app
from piying.web.serve import serve


def run(house: House, options: argparse.Namespace, telling: Telling) -> Callable[[], None]:
    """play: what serves the page once the house is closed, so that other runs may work."""
    asked = episodes_asked(house, options)
    if len(asked) != 1:
        raise Invalid("cli.one_episode", known=", ".join(str(number) for _, number in asked))
    ((series, number),) = asked
    preview = play(house, series, number, options.at)

    def told(address: str) -> None:
        telling.line("playing", address=address)
        telling.result({"episode": number, "address": address})

    def serve_it() -> None:
        with TemporaryDirectory(prefix="piying-play-") as folder:
            serve(app(preview, Path(folder)), options.port, told)

    return serve_it
