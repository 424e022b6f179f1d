"""Tables of what leaves piying for other tools, and what becomes of it there."""

from __future__ import annotations

from doctables.markdown import code, table
from piying.model.shot import Transition
from piying.partners.exporters.jianying import FADE, PASSAGES
from piying.studio.cutting.kinds import KINDS, TIMELINES, usual_media

FILES = {
    "otio": ("episode-01.otio", "the whole cut for OpenTimelineIO; comes back without loss"),
    "otioz": ("episode-01.otioz", "the same with its media in one ZIP file"),
    "otiod": ("episode-01.otiod/", "the same with its media in a folder"),
    "edl": ("episode-01-exchange/episode-01.edl", "an edit decision list, CMX 3600"),
    "fcp7": (
        "episode-01-exchange/episode-01.xml",
        "FCP 7 XML (xmeml 5) for Premiere Pro and DaVinci Resolve",
    ),
    "jianying": ("episode-01-jianying/", "a draft of 剪映; not verified in the application"),
    "srt": ("episode-01.srt", "the spoken lines as SubRip"),
    "vtt": ("episode-01.vtt", "all captions as WebVTT, with speaker, role and shot"),
    "ass": (
        "episode-01.ass",
        "all captions as Advanced SubStation Alpha, placed as in the film",
    ),
    "fountain": ("SERIES.fountain", "the script as Fountain, whatever it was written in"),
    "hls": ("episode-01-hls/main.m3u8", "the finished film in pieces for the web"),
}


def kinds_table() -> str:
    """Every kind of export, where it lies and what it is."""
    return table(
        "`--as` | lies in `out/SERIES/` as | media | what it is",
        (
            (
                code(kind),
                code(FILES[kind][0]),
                usual_media(kind) if kind in TIMELINES else "",
                FILES[kind][1],
            )
            for kind in KINDS
        ),
    )


def passages_table() -> str:
    """What becomes of every transition in each timeline."""
    rows = []
    for kind in Transition:
        if kind is Transition.CUT:
            continue
        fade = kind is Transition.FADE
        listed = "out of black (`BL`), `D`" if fade else "`D`"
        noted = "" if kind is Transition.DISSOLVE else f", `PIYING TRANSITION: {kind.name}`"
        sequence = "Cross Dissolve, from black" if fade else "Cross Dissolve"
        rows.append(
            (code(kind.value), listed + noted, sequence, FADE if fade else PASSAGES[kind])
        )
    return table("transition | list | FCP 7 XML | 剪映", rows)
