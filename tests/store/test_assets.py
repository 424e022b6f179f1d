from __future__ import annotations

import pytest

from piying.model.asset import Asset
from piying.model.errors import Missing, Outside
from piying.store.assets import Assets, State

FONT = Asset("fonts/a.otf", "1", ())


@pytest.fixture
def assets(tmp_path) -> Assets:
    return Assets(tmp_path / "data")


def test_what_was_put_is_ready_and_has_its_bytes(assets):
    path = assets.put(FONT, b"glyphs")

    assert assets.state(FONT, thorough=True) is State.READY
    assert assets.path(FONT) == path
    assert path.read_bytes() == b"glyphs"


def test_what_is_not_there_is_missing_and_says_what_to_run(assets):
    assert assets.state(FONT) is State.ABSENT
    with pytest.raises(Missing) as caught:
        assets.path(FONT)

    assert caught.value.code == "store.asset_missing"
    assert "./piying setup" in str(caught.value)


def test_another_version_is_stale(assets):
    assets.put(FONT, b"glyphs")

    assert assets.state(Asset("fonts/a.otf", "2", ())) is State.STALE


def test_a_cut_file_is_damaged_at_once_and_a_changed_one_when_read(assets):
    path = assets.put(FONT, b"glyphs")
    path.write_bytes(b"GLYPHS")

    assert assets.state(FONT) is State.READY
    assert assets.state(FONT, thorough=True) is State.DAMAGED
    path.write_bytes(b"gly")

    assert assets.state(FONT) is State.DAMAGED


def test_a_file_without_its_stamp_was_never_finished(assets):
    path = assets.put(FONT, b"glyphs")
    path.with_name("a.otf.stamp").write_text("{", "utf-8")

    assert assets.state(FONT) is State.ABSENT
    path.with_name("a.otf.stamp").unlink()

    assert assets.state(FONT) is State.ABSENT


def test_a_folder_in_the_way_is_told(assets):
    assets.root.parent.joinpath("data").write_text("a file", "utf-8")
    with pytest.raises(Outside):
        assets.put(FONT, b"glyphs")
