"""filing: the number of a work is entered, and what was cleared is released."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from piying.cut.captions import vtt
from piying.model.canon import Digest, digest_bytes
from piying.model.cut import Cut
from piying.model.decision import Act, Actor, Sealed
from piying.model.errors import Missing
from piying.model.review import Dossier, Filing
from piying.review.states import Standing
from piying.store.blobs import digest_file
from piying.store.disk import explained
from piying.studio.house import House
from piying.studio.reviewing.docket import Docket, open_docket, record
from piying.studio.reviewing.seal import cleared_in


def file_number(
    house: House, series: str, episode: int, who: Actor, filing: Filing
) -> Standing:
    """Enter a number that was given for the work."""
    docket = open_docket(house, series, episode)
    version = docket.case.latest.version
    return record(docket, Act.FILED, who, version, filing=filing).case.latest


def filing_from(
    sort: str, number: str, authority: str, day: date | None, now_ms: int
) -> Filing:
    """A filing of `day`, or of today."""
    on = day or date.fromordinal(date(1970, 1, 1).toordinal() + now_ms // 86_400_000)
    return Filing(sort, number.strip(), authority.strip(), on)


def handed_in(house: House, asked: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Those of the episodes that were handed in.

    Raises:
        Missing: none of them was.
    """
    found = [one for one in asked if open_docket(house, *one, sign=False).case.versions]
    if not found:
        raise Missing("review.nothing_submitted")
    return found


def release(
    house: House,
    series: str,
    episode: int,
    who: Actor,
    film: Path | None = None,
    captions: Path | None = None,
) -> Standing:
    """Release the newest version: the bytes of its film and captions are hashed now.

    Without a file it is the blob that the house holds of what was cleared.

    Raises:
        Missing: the bytes are not here.
        Invalid: a condition of a release is not met; each is told.
    """
    docket = open_docket(house, series, episode)
    standing = docket.case.latest
    sealed = sealed_now(docket, standing, film, captions)
    return record(docket, Act.RELEASED, who, standing.version, sealed=sealed).case.latest


def sealed_now(
    docket: Docket, standing: Standing, film: Path | None, captions: Path | None
) -> Sealed:
    """The bytes that would be released, hashed from the files themselves.

    A sealed copy that the signed log names for the cleared film counts as that film.
    """
    dossier, newest = docket.dossier(standing), docket.newest()
    return Sealed(
        dossier.script,
        _film_now(docket, standing, dossier, film),
        _captions_now(docket.house, dossier, captions),
        newest.policy if newest else dossier.policy,
    )


def _film_now(
    docket: Docket, standing: Standing, dossier: Dossier, film: Path | None
) -> Digest | None:
    found = _hashed(docket.house, film, dossier.master, "--film")
    cleared, submission = dossier.master, standing.submission
    if film is None or cleared is None or submission is None or found == cleared:
        return found
    return cleared if cleared_in(docket.log, film, cleared, submission.dossier) else found


def _captions_now(house: House, dossier: Dossier, path: Path | None) -> Digest | None:
    """The captions of a file, else of the cut that was examined, as WebVTT."""
    held = dossier.captions
    here = path is not None or held is None or house.store.blobs.has(held)
    if here or dossier.cut is None:
        return _hashed(house, path, held, "--captions")
    return digest_bytes(vtt(house.store.get(dossier.cut, Cut)).encode())


def _hashed(house: House, path: Path | None, held: Digest | None, option: str) -> Digest | None:
    if path is None and held is None:
        return None
    if path is None and held is not None and house.store.blobs.has(held):
        path = house.store.blobs.path(held)
    if path is None or not path.is_file():
        raise Missing("review.bytes_missing", what=path or (held or "")[:12], option=option)
    with explained(path):
        return digest_file(path)
