"""What can be exported, by name; as plain data, so that asking for it loads nothing."""

from __future__ import annotations

KINDS = ("otio", "srt", "vtt", "ass", "fountain", "hls")
