"""A film in pieces for the web (HLS): whether every piece is there, and what the heads say.

MP4 pieces carry no label of their own; it stands in the `moov` of the head that
`EXT-X-MAP` names (RFC 8216, 4.3.2.5). Pieces of MPEG-TS cannot carry it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from piying.model.errors import Invalid, Missing
from piying.render.boxes import top_boxes

MAIN = "main.m3u8"
PLAYLIST_BYTES_MAX = 4 << 20
_ADDRESS = re.compile(r'URI="([^"]*)"')
_MARK = "#EXTM3U"


@dataclass(frozen=True, slots=True)
class Stream:
    """The files of a film in pieces."""

    main: Path
    """The playlist that a player opens."""
    playlists: tuple[Path, ...]
    heads: tuple[Path, ...]
    """The files with the `moov`."""
    pieces: tuple[Path, ...]
    """Pictures and sounds, in the order they are named."""
    words: tuple[Path, ...]
    """Subtitles."""

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file, once."""
        every = (*self.playlists, *self.heads, *self.pieces, *self.words)
        return tuple(dict.fromkeys(every))


def playlist_of(path: Path) -> Path | None:
    """The playlist that `path` is or, for a folder, holds; None where it is something else.

    Raises:
        Invalid: a folder without a playlist, or with several none of which is `main.m3u8`.
    """
    if not path.is_dir():
        return path if path.suffix.lower() == ".m3u8" else None
    if (path / MAIN).is_file():
        return path / MAIN
    found = sorted(path.glob("*.m3u8"))
    if len(found) != 1:
        raise Invalid("render.seal_no_playlist", path=path, count=len(found))
    return found[0]


def read_stream(main: Path) -> Stream:
    """The files that `main` and its playlists name, each proved to be there and whole.

    Raises:
        Missing: a file is not there.
        Invalid: a playlist is none or leads out of its folder, or a piece is broken.
    """
    playlists, heads, pieces, words = [main], [], [], []
    for path in playlists:  # grows while it is read
        for address in _addresses(path):
            found = _inside(main.parent, address, path)
            kind = found.suffix.lower()
            if kind == ".m3u8":
                if found not in playlists:
                    playlists.append(found)
            elif kind == ".vtt":
                words.append(found)
            elif f'#EXT-X-MAP:URI="{address}"' in _text(path):
                heads.append(found)
            else:
                pieces.append(found)
    for piece in dict.fromkeys(pieces):
        _whole(piece)
    if not pieces:
        raise Invalid("render.seal_playlist", path=main, why="no pieces")
    return Stream(
        main, tuple(playlists), tuple(dict.fromkeys(heads)), tuple(pieces), tuple(words)
    )


def _text(path: Path) -> str:
    if path.stat().st_size > PLAYLIST_BYTES_MAX:
        raise Invalid("render.seal_playlist", path=path, why="too long")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Invalid("render.seal_playlist", path=path, why="not UTF-8") from error
    if not text.startswith(_MARK):
        raise Invalid("render.seal_playlist", path=path, why=f"no {_MARK}")
    return text


def _addresses(path: Path) -> list[str]:
    """Every address in one playlist, in order."""
    found: list[str] = []
    for line in _text(path).splitlines():
        if line.startswith(("#EXT-X-MAP:", "#EXT-X-MEDIA:")):
            found += _ADDRESS.findall(line)
        elif line.strip() and not line.startswith("#"):
            found.append(line.strip())
    return found


def _inside(folder: Path, address: str, playlist: Path) -> Path:
    path = folder / address
    if ":" in address or not path.resolve().is_relative_to(folder.resolve()):
        raise Invalid("render.seal_address", path=playlist, address=ascii(address)[:200])
    if not path.is_file():
        raise Missing("render.file_missing", path=path)
    return path


def _whole(piece: Path) -> None:
    """A piece of MP4 is fragments: `moof` and `mdat`, whole."""
    kinds = {box.kind for box in top_boxes(piece)}
    if not {b"moof", b"mdat"} <= kinds:
        raise Invalid("render.seal_piece", path=piece)
