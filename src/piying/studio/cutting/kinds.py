"""What can be exported, by name; as plain data, so that asking for it loads nothing."""

from __future__ import annotations

from piying.partners.applications import NAMES

TIMELINES = ("otio", "otioz", "otiod", "edl", "fcp7", *NAMES)
"""Timelines for other tools."""

KINDS = (*TIMELINES, "srt", "vtt", "ass", "fountain", "hls")
"""export: the cut, its captions or the script for other tools."""

MEDIA = ("clean", "film", "none")
"""The files that a timeline plays: pictures without words, those of the film, or no files."""


def usual_media(kind: str) -> str:
    """The media that a timeline of `kind` is written with if nobody says otherwise."""
    return "none" if kind == "otio" else "clean"
