"""seal: a signed manifest is put into a copy of the film, last of all."""

from __future__ import annotations

import argparse

from piying.cli.asked import episodes_asked
from piying.cli.dossiers import acting
from piying.cli.telling import Telling
from piying.studio.house import House
from piying.studio.reviewing.seal import Stamped, make_development, seal_film


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """seal: a signed manifest is put into a copy of the film, last of all."""
    who = acting(house, options)
    if options.make_certificate:
        made = make_development(house, who)
        path = house.settings.seal_certificate
        telling.line("seal_made", path=path, key=house.settings.seal_key, until=made.until,
                     fingerprint=made.fingerprint)  # fmt: skip
        telling.result({"certificate": made.fingerprint, "path": str(path),
                        "until": made.until, "development": True})  # fmt: skip
        return
    for series, number in episodes_asked(house, options):
        _tell(seal_film(house, series, number, options.profile, who), telling)


def _tell(found: Stamped, telling: Telling) -> None:
    value = found.seal
    telling.line("sealed" if found.new else "sealed_before", path=found.path,
                 digest=value.blob, owner=found.owner, until=found.until)  # fmt: skip
    if value.bound.development:
        telling.line("sealed_development")
    telling.result(
        {
            "series": value.bound.series,
            "episode": value.bound.episode,
            "path": str(found.path),
            "sha256": value.blob,
            "master": value.bound.master,
            "dossier": value.bound.dossier,
            "certificate": value.bound.certificate,
            "development": value.bound.development,
            "source": value.source.value,
            "new": found.new,
        }
    )
