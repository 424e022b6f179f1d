"""The encoder that a house asks for is used, or the run ends; none is taken in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.errors import Outside
from piying.render.encoders import ENCODERS
from piying.render.probe import probe
from piying.studio.current import State
from piying.studio.cutting.drawn import master_standing
from piying.studio.cutting.master import master
from piying.studio.installing.encoders import encoders_here

NAME = "小戏"


def asked(house, encoder):
    return replace(house, settings=replace(house.settings, encoder=encoder))


def test_every_encoder_of_the_table_is_tried():
    assert [one.encoder for one in encoders_here()] == list(ENCODERS)


def test_another_encoder_makes_another_film(filmed):
    own = asked(filmed, "libsvtav1")
    before = master_standing(own, NAME, 1, "tiny")
    done = master(own, NAME, 1, "tiny")

    assert (before.state, before.changed) == (State.STALE, ("profile",))
    assert done.made_count > 0
    assert probe(done.path).picture.codec == "av1"
    assert master_standing(own, NAME, 1, "tiny").state is State.CURRENT


def test_an_encoder_whose_device_is_not_here_ends_the_run(filmed):
    """Nothing is drawn, and the film that was there stays."""
    works = {one.encoder: one.works for one in encoders_here()}
    if works["h264_qsv"]:
        pytest.skip("there is a device here")
    segments = sorted((filmed.store.folder / "segments").rglob("*.mp4"))
    with pytest.raises(Outside, match="h264_qsv") as refused:
        master(asked(filmed, "h264_qsv"), NAME, 1, "tiny")

    assert refused.value.code in {"render.encoder_unusable", "render.encoder_absent"}
    assert sorted((filmed.store.folder / "segments").rglob("*.mp4")) == segments
    assert master_standing(filmed, NAME, 1, "tiny").state is State.CURRENT
