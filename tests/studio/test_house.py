"""A film whose shots a cluster draws is the film that this machine makes."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from piying.render.workers import Workers
from piying.studio import house
from piying.studio.house import Settings, opened
from piying.studio.make import make
from piying.studio.progress import Silent
from piying.studio.writing.write import write

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("distributed") is None,
        reason="requirements/cluster.txt is not installed",
    ),
    pytest.mark.slow,
]


def _clusters():
    """The module of the room of rendering that runs clusters on this machine."""
    path = Path(__file__).parents[1] / "render" / "clusters.py"
    spec = importlib.util.spec_from_file_location("clusters", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.usefixtures("tiny")
def test_a_film_drawn_by_a_cluster_is_the_film_made_here(
    finished, fakes, script, tmp_path, monkeypatch
):
    clusters = _clusters()
    monkeypatch.setattr(house, "Workers", Workers)
    source, program = clusters.frozen(tmp_path / "source")
    monkeypatch.setattr("piying.render.cluster.drawn_with", lambda: program)
    with clusters.scheduler(source) as port, clusters.worker_at(port, 2, source=source):
        settings = Settings(
            tmp_path / "house", tmp_path / "data", tmp_path / "out", language="en",
            workers=1, cluster=f"dask://127.0.0.1:{port}",
        )  # fmt: skip
        providers = fakes.Cast().providers()
        with opened(settings, providers, fakes.Clock(), Silent()) as one:
            film = make(one, write(one, script).name, 1, "tiny")

    (here,) = (finished / "out").rglob("*.mp4")
    assert film.mastered.path.read_bytes() == here.read_bytes()
    assert film.mastered.made_count > 4
    assert fakes.DRAWN == [], "nothing was drawn in this process"
    assert not list(tmp_path.rglob("*.part"))
