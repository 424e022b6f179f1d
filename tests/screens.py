"""Films of a few bytes that are out, for the tests of what viewers leave behind."""

from __future__ import annotations

from piying.model.canon import Digest
from piying.model.release import File, Ladder, Release, Strip, Window
from piying.store.channel.releases import Releases

NOTHING = Digest("0" * 64)
LENGTH_MS = 100_000
CAPTIONS = """WEBVTT

00:00:20.000 --> 00:00:22.000 line:20%
<v.super>三年后

00:00:40.000 --> 00:00:42.000
<v.speech 沈乐>谁在那里？
"""


def ladder_of(house, captions=CAPTIONS):
    """A package with subtitles and nothing else."""
    data = captions.encode()
    told = File("zh.vtt", house.store.blobs.put(data), len(data))
    nothing = File("x", NOTHING, 0)
    return house.store.put(
        Ladder(
            NOTHING, LENGTH_MS, (), nothing, (("zh", told),), nothing,
            Strip(nothing, 1, 1, 1, 1, 1), "AI", 0,
        )
    )  # fmt: skip


def put_out(house, series="lamp", episode=1, *, captions=CAPTIONS, dossier=NOTHING):
    """An episode that is out; its id."""
    now = house.clock.now_ms()
    release = Release(
        f"r-{series}-{episode}", series, episode, 1, NOTHING, dossier, "h",
        ladder_of(house, captions), NOTHING, NOTHING, Window(("CN",), 0), "own", "王",
        now,
    )  # fmt: skip
    Releases(house.store.database).add(release)
    return release.id
