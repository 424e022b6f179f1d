from __future__ import annotations

from piying.model.asset import Registry
from piying.studio.installing.assets import WANTED


def test_every_file_has_a_place_of_its_own_and_pinned_sources():
    names = [asset.name for asset in WANTED]

    assert len(set(names)) == len(names)
    assert all(not name.startswith("/") and ".." not in name for name in names)
    for asset in WANTED:
        for source in asset.sources:
            assert len(source.sha256) == 64
            assert source.registry is not Registry.NPM or "@" in source.package[1:]


def test_a_licence_lies_beside_everything_that_is_kept():
    folders = {asset.name.split("/")[0] for asset in WANTED}
    licensed = {asset.name.split("/")[0] for asset in WANTED if "/LICENSE" in asset.name}

    assert folders == licensed
