"""Media: the file behind an address, for whoever may have it; every refusal looks alike.

A path from outside is only ever looked up among the files of a ladder; none is made of it. A
capability that was checked is remembered with what it opens, so that the next piece of the film
costs a few look-ups; whether the release is out and the right holds is asked each time.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from piying.model.canon import Digest
from piying.model.errors import Invalid, Missing
from piying.model.release import Ladder, Release
from piying.release.capability import Pass, account_of, check, is_path
from piying.render.pack.locking import KEY
from piying.store.channel.releases import Releases
from piying.store.disk import explained
from piying.studio.channel.afar import Afar
from piying.studio.channel.memory import Channel, Memo
from piying.studio.house import House
from piying.studio.releasing.packing import files_of

PASSES_MAX = 65_536
LADDERS_MAX = 512
PICTURES_MAX = 4_096
PICTURE_SECONDS = 31_536_000
"""A picture is named by its digest: it never changes."""

TYPES = {
    "m3u8": "application/vnd.apple.mpegurl",
    "m4s": "video/iso.segment",
    "mp4": "video/mp4",
    "vtt": "text/vtt; charset=utf-8",
    "jpg": "image/jpeg",
    "png": "image/png",
}
"""By the end of a name. RFC 8216 and RFC 4337 name the first three."""
BYTES = "application/octet-stream"
SENT_BY_STORE = frozenset({TYPES["m4s"], TYPES["mp4"]})
"""What a store may send itself: pieces of films, and nothing that decides about them."""
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that may be sent."""

    path: Path | None
    """Where it lies; None: it is `data`."""
    media_type: str
    size: int
    etag: str
    """Its digest; empty: it must not be kept."""
    cache_seconds: int
    """How long whoever asked may keep it, and nobody between; 0: not at all."""
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A capability that was checked."""

    passed: Pass
    account: str


class Media:
    """The files of the channel, for any number of threads."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._files = Memo(self._files_of, LADDERS_MAX)
        self._pictures = Memo(self._picture, PICTURES_MAX)
        self._entries: dict[str, _Entry] = {}
        self.afar = _afar(channel.house)
        """Where blobs lie that the disk lacks; None: it has all of them."""

    def address(self, release: str, token: str, piece: Piece, now_ms: int) -> str:
        """Where the store itself sends a piece that `token` opens; empty: we send it.

        Such an address is of that one file, and never good for longer than the capability.
        """
        if self.afar is None or not self.afar.redirects:
            return ""
        entry = self._entry(release, token, now_ms)
        if entry is None or piece.media_type not in SENT_BY_STORE:
            return ""
        return self.afar.address_of(Digest(piece.etag), entry.passed.expires_ms - now_ms)

    def piece(self, territory: str, release: str, token: str, path: str, now_ms: int) -> Piece:
        """The file at `path` of a release, for whoever holds the capability `token`.

        Raises:
            Invalid: it is refused, and nothing says why.
            Outside: the database cannot be read.
        """
        held = self._channel.held(release, now_ms)
        entry = self._entry(release, token, now_ms)
        if held is None or entry is None or not held.open_at(territory, now_ms):
            raise Invalid("watching.refused")
        title = self._channel.shelf(territory, now_ms).titles.get(held.release.series)
        if title is None or not self._channel.doors.is_open(
            entry.account, title, held.release, now_ms
        ):
            raise Invalid("watching.refused")
        found = self._files(held.release.ladder).get(path)
        if found is not None:
            return found
        if path == KEY and is_path(path):
            return self._key(held.release, territory, now_ms)
        raise Invalid("watching.refused")

    def known(
        self, territory: str, release: str, token: str, path: str, now_ms: int
    ) -> Piece | None:
        """As `piece`, in microseconds: by what is remembered alone; None: `piece` has to look.

        It asks all that `piece` asks, and never the disk or the database.
        """
        entry, lately = self._entries.get(token), self._channel.lately(territory, now_ms)
        if entry is None or lately is None or entry.passed.release != release:
            return None
        held = lately[0].held.get(release)
        if held is None or now_ms >= entry.passed.expires_ms:
            return None
        title = lately[1].titles.get(held.release.series)
        if title is None or not held.open_at(territory, now_ms):
            return None
        if not self._channel.doors.is_known_open(entry.account, release, now_ms):
            return None
        files = self._files.known(held.release.ladder)
        return None if files is None else files.get(path)

    def picture(self, digest: str, now_ms: int) -> Piece:
        """A cover that a listing names which is out anywhere.

        Raises:
            Invalid: it is refused, and nothing says why.
        """
        named = self._channel.named_by(Digest(digest), now_ms)
        if not any(one.out and _shown(one.release, now_ms) for one in named):
            raise Invalid("watching.refused")
        return self._pictures(Digest(digest))

    def close(self) -> None:
        """End what is being brought."""
        if self.afar is not None:
            self.afar.close()

    def _entry(self, release: str, token: str, now_ms: int) -> _Entry | None:
        entry = self._entries.get(token)
        if entry is not None and entry.passed.release == release:
            return entry if now_ms < entry.passed.expires_ms else None
        key = self._channel.secrets.passes
        passed = check(key, release, token, now_ms)
        if passed is None:
            return None
        if len(self._entries) >= PASSES_MAX:
            for oldest in list(self._entries)[: PASSES_MAX // 4]:
                self._entries.pop(oldest, None)
        entry = self._entries[token] = _Entry(passed, account_of(key, passed))
        return entry

    def _files_of(self, digest: Digest) -> Mapping[str, Piece]:
        ladder: Ladder = self._channel.ladder(digest)
        blobs, seconds = self._channel.house.store.blobs, ladder.duration_ms // 1_000
        return {
            file.path: Piece(
                blobs.place(file.blob), _type_of(file.path), file.bytes, file.blob, seconds + 1
            )
            for file in files_of(ladder)
            if is_path(file.path)
        }

    def _picture(self, digest: Digest) -> Piece:
        if self.afar is not None:
            self.afar.bring(digest).result()
        where = self._channel.house.store.blobs.place(digest)
        with explained(where), where.open("rb") as file:
            kind = "png" if file.read(len(_PNG)) == _PNG else "jpg"
            size = file.seek(0, 2)
        return Piece(where, TYPES[kind], size, digest, PICTURE_SECONDS)

    def _key(self, release: Release, territory: str, now_ms: int) -> Piece:
        channel = Releases(self._channel.house.store.database)
        try:
            secret = channel.key(release.id, territory, now_ms)
        except Missing as error:
            raise Invalid("watching.refused") from error
        return Piece(None, BYTES, len(secret), "", 0, secret)


def read(path: Path, start: int, end: int) -> bytes:
    """The bytes of a file from `start` up to `end`.

    Raises:
        Outside: the disk fails, or it holds less than it should.
    """
    with explained(path), path.open("rb") as file:
        file.seek(start)
        data = file.read(end - start)
        if len(data) != end - start:
            raise OSError(errno.EIO, "it is shorter than it was")
    return data


def _afar(house: House) -> Afar | None:
    stored, bucket = house.settings.stored, house.store.bucket
    if stored is None or bucket is None:
        return None
    return Afar(house.store.blobs, bucket, redirects=stored.redirect)


def _type_of(path: str) -> str:
    return TYPES.get(path.rpartition(".")[2], BYTES)


def _shown(release: Release, now_ms: int) -> bool:
    """Whether it may be seen anywhere now."""
    return release.window.since_ms <= now_ms and not release.window.ended(now_ms)
