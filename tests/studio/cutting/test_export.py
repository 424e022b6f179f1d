"""What is exported is what the house holds, and only if it is current."""

from __future__ import annotations

import av
import pytest

from piying.model.errors import Missing
from piying.render.probe import probe
from piying.studio.cutting.export import export

NAME = "小戏"


@pytest.mark.parametrize("kind", ["otio", "srt", "vtt", "ass", "fountain"])
def test_every_text_is_written_beside_the_film(kind, filmed, tmp_path):
    done = export(filmed, NAME, 1, kind, "tiny")

    assert done.path.parent == tmp_path / "out" / NAME
    assert done.path.suffix == f".{kind}"
    assert done.path.read_text("utf-8").strip()


def test_hls_is_the_finished_film_in_pieces(filmed, tmp_path):
    done = export(filmed, NAME, 1, "hls", "tiny")
    film = probe(tmp_path / "out" / NAME / "episode-01-tiny.mp4")

    assert done.path == tmp_path / "out" / NAME / "episode-01-tiny-hls" / "main.m3u8"
    assert "TYPE=SUBTITLES" in done.path.read_text("utf-8")
    assert "谁" in (done.path.parent / "subtitles.vtt").read_text("utf-8")
    with av.open(str(done.path)) as container:
        assert sum(1 for _ in container.decode(video=0)) == film.picture.frame_count
    assert not list(done.path.parent.glob(".*"))


def test_hls_needs_a_film_of_this_very_profile(filmed):
    with pytest.raises(Missing, match="piying master first"):
        export(filmed, NAME, 1, "hls", "phone")
