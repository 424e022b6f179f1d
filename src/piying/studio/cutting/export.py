"""export: the cut for other tools, captions as files, the script as Fountain, HLS."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from piying.cut.captions import ass, srt, vtt
from piying.model.canon import Digest
from piying.model.deferred import deferred
from piying.model.errors import Missing
from piying.model.master import Master
from piying.model.messages import say
from piying.model.script import Script
from piying.script.format import format_script
from piying.store.disk import explained, make_folder, write_file
from piying.studio.current import State
from piying.studio.cutting.drawn import master_standing, shape_of
from piying.studio.cutting.handover import hand_over
from piying.studio.cutting.kinds import TIMELINES
from piying.studio.house import House
from piying.studio.shooting.held import current_cut, episode_name

if TYPE_CHECKING:
    from piying.render.hls import package
else:
    package = deferred("piying.render.hls:package")


@dataclass(frozen=True, slots=True)
class Exported:
    """One file that was written."""

    path: Path
    kind: str
    media_count: int = 0
    """How many files were written for a timeline to play."""
    verified: bool = True
    """Whether such a file was read by another tool than piying."""


def export(
    house: House,
    series: str,
    episode: int,
    kind: str,
    profile_name: str = "phone",
    media: str = "",
) -> Exported:
    """The file of `kind` for one episode (for the whole script if it is Fountain).

    A timeline comes with its `media` ("clean", "film", "none"; empty for what is usual). HLS
    is a folder of files cut from the finished film, of which the playlist to open is told.
    """
    folder = house.settings.out / series
    shape = shape_of(house, profile_name)
    if kind == "fountain":
        head = house.store.head(series, "script")
        if head is None:
            raise Missing(
                "cli.run_first",
                verb="write",
                name=series,
                why=say("cli.state_missing", house.settings.language),
            )
        text = format_script(house.store.get(head.digest, Script))
        path = folder / f"{series}.fountain"
    elif kind in TIMELINES:
        cut, _ = current_cut(house, series, episode)
        stem = f"episode-{episode:02d}" + (
            "" if profile_name == "phone" else f"-{profile_name}"
        )
        given = hand_over(house, cut, kind, shape, folder=folder, stem=stem, media=media)
        return Exported(given.path, kind, given.media_count, given.verified)
    elif kind == "hls":
        return Exported(_streamed(house, series, episode, profile_name), kind)
    else:
        cut, _ = current_cut(house, series, episode)
        writers = {"srt": srt, "vtt": vtt}
        text = ass(cut, shape) if kind == "ass" else writers[kind](cut)
        path = folder / f"episode-{episode:02d}.{kind}"
    write_file(path, text.encode("utf-8"))
    return Exported(path, kind)


def _streamed(house: House, series: str, episode: int, profile_name: str) -> Path:
    """The playlist of the finished film, cut into pieces beside it."""
    cut, _ = current_cut(house, series, episode)
    film = _film(house, series, episode, profile_name)
    kept = house.store.blobs.proved({film})[film]
    stem = f"episode-{episode:02d}" + ("" if profile_name == "phone" else f"-{profile_name}")
    folder = make_folder(house.settings.out / series / f"{stem}-hls")
    with explained(folder):
        return package(kept, folder, vtt(cut), cut.language).main


def _film(house: House, series: str, episode: int, profile_name: str) -> Digest:
    """The blob of the current master."""
    standing = master_standing(house, series, episode, profile_name)
    if standing.digest is None or standing.state is not State.CURRENT:
        raise Missing(
            "cli.run_first",
            verb="master",
            name=episode_name(series, episode),
            why=say(f"cli.state_{standing.state}", house.settings.language),
        )
    return house.store.get(standing.digest, Master).blob
