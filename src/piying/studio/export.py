"""export: the cut for other tools, its captions as files, the script as Fountain."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from piying.cut.captions import ass, srt, vtt
from piying.cut.otio import to_otio
from piying.model.errors import Missing
from piying.model.messages import say
from piying.model.script import Script
from piying.render.profiles import profile
from piying.script.format import format_script
from piying.store.disk import write_file
from piying.studio.held import current_cut
from piying.studio.house import House


@dataclass(frozen=True, slots=True)
class Exported:
    """One file that was written."""

    path: Path
    kind: str


def export(
    house: House, series: str, episode: int, kind: str, profile_name: str = "phone"
) -> Exported:
    """The file of `kind` for one episode (for the whole script if it is Fountain)."""
    folder = house.settings.out / series
    shape = profile(profile_name)
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
    else:
        cut, _ = current_cut(house, series, episode)
        writers = {"otio": to_otio, "srt": srt, "vtt": vtt}
        text = ass(cut, shape) if kind == "ass" else writers[kind](cut)
        path = folder / f"episode-{episode:02d}.{kind}"
    write_file(path, text.encode("utf-8"))
    return Exported(path, kind)
