"""Small labelled films, and certificates that were made for one run of the tests."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from piying.model.seal import Bound, SourceType
from piying.render.join import join
from piying.render.label import first_label
from piying.render.seal.c2pa import Stamp, seal
from piying.store.blobs import digest_file
from piying.store.certificates import certificate_of, make_certificate, roots_of

LABEL = first_label("001191110102MAD55U9H0F10002", "e01-3f2a", "sha256:00ff")


@dataclass(frozen=True)
class Office:
    """Who seals."""

    stamp: Stamp
    roots: bytes
    fingerprint: str
    owner: str


def office_in(folder, now_ms):
    chain, key = folder / "seal.pem", folder / "seal.key"
    make_certificate(chain, key, folder / "house", now_ms)
    held = certificate_of(chain, key, {}, lambda _user: None, now_ms)
    stamp = Stamp(held.chain, held.algorithm, held.sign)
    return Office(stamp, roots_of(chain), held.fingerprint, held.owner)


@pytest.fixture(scope="session")
def now_ms():
    """Certificates are judged by the machine's own clock, so they are made by it."""
    import time  # noqa: PLC0415 - only here

    return time.time_ns() // 1_000_000


@pytest.fixture(scope="session")
def office(tmp_path_factory, now_ms):
    return office_in(tmp_path_factory.mktemp("office"), now_ms)


@pytest.fixture(scope="session")
def other_office(tmp_path_factory, now_ms):
    return office_in(tmp_path_factory.mktemp("other"), now_ms)


@pytest.fixture
def label():
    return LABEL


@pytest.fixture
def film(library, sound, small, tmp_path):
    """A master of 60 frames with sound and its label."""
    path = tmp_path / "film.mp4"
    join([library[60]], sound(60), path, small.rate, LABEL, "来电 01")
    return path


@pytest.fixture
def bound(film, office):
    return Bound(
        "来电", 1, 2, "d0" * 32, digest_file(film), office.fingerprint, development=True,
        log="review", log_seq=7, log_hash="ab" * 32, log_key="cd" * 32,
    )  # fmt: skip


@pytest.fixture
def sealed(film, bound, office, tmp_path):
    """That film, sealed."""
    path = tmp_path / "sealed.mp4"
    seal(film, path, "来电 01", SourceType.COMPOSITE, bound, office.stamp)
    return path
