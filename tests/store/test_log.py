"""The log of a house, with its key and its head."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from piying.model.canon import canonical
from piying.model.decision import Actor, Role
from piying.model.errors import Conflict, Invalid
from piying.review.chain import KEY, Broken, Draft
from piying.store.log import Log
from piying.store.signing import signer_of
from piying.store.store import open_store

WHO = Actor("林夏", Role.REVIEWER)


def signer(number):
    return signer_of(None, {"PIYING_SIGNING_SEED": f"{number:064x}"})


@dataclass
class Kept:
    data: bytes


@dataclass
class Shelf:
    """A book in memory."""

    rows: list = field(default_factory=list)

    def append_entry(self, log, seq, hash, data, at_ms):  # noqa: A002, ARG002 - the port
        if seq != len(self.rows) + 1:
            raise Conflict("store.entry_taken", log=log, seq=seq)
        self.rows.append(Kept(data))

    def entries(self, _log, after=0):
        return self.rows[after:]

    def last_entry(self, _log):
        return self.rows[-1] if self.rows else None


@pytest.fixture
def log(tmp_path):
    return Log(Shelf(), tmp_path, signer=signer(1))


def draft(number):
    return Draft(WHO, "note", {"n": number}, number)


def test_the_first_entry_names_the_key(log):
    log.append(draft(1))
    first, second = log.entries()

    assert (first.kind, first.seq, second.seq) == (KEY, 1, 2)
    assert first.key == signer(1).name == log.root()


def test_every_entry_moves_the_head_that_is_written_beside(log):
    for number in range(3):
        entry = log.append(draft(number))

        assert log.anchored() == log.head()
        assert log.anchored().hash == entry.hash
    assert log.verified(signer(1).name).good


def test_a_run_that_died_before_it_wrote_the_head_leaves_a_good_log(log):
    log.append(draft(1))
    old = log.head_file.read_bytes()
    log.append(draft(2))
    log.head_file.write_bytes(old)

    assert log.verified(log.root()).good
    log.append(draft(3))
    assert log.anchored() == log.head()


def test_a_tail_that_was_cut_off_is_found_by_the_head_beside(log):
    for number in range(4):
        log.append(draft(number))
    kept = log.head()
    del log.book.rows[3:]
    found = log.verified(signer(1).name)
    assert (found.broken, found.seq) == (Broken.TRUNCATED, 4)

    log.head_file.unlink()
    assert log.verified(signer(1).name).good
    assert log.verified(signer(1).name, [kept]).broken is Broken.TRUNCATED


def test_an_entry_that_was_edited_in_the_database_is_named(log):
    for number in range(4):
        log.append(draft(number))
    log.book.rows[2].data = log.book.rows[2].data.replace(b'"n":1', b'"n":9')
    found = log.verified(signer(1).name)

    assert (found.broken, found.seq) == (Broken.HASH, 3)


def test_another_key_signs_only_after_the_old_one_has_handed_over(log):
    log.append(draft(1))
    theirs = Log(log.book, log.folder, signer=signer(2))
    with pytest.raises(Invalid, match="audit --rotate"):
        theirs.append(draft(2))

    log.rotate(signer(2), 5)
    theirs.append(draft(2))
    with pytest.raises(Invalid):
        log.append(draft(3))
    assert theirs.verified(signer(1).name).good
    assert theirs.root() == signer(1).name


def test_without_a_key_a_log_is_read_and_not_written(log):
    log.append(draft(1))
    reader = Log(log.book, log.folder)

    assert len(reader.entries()) == 2
    with pytest.raises(Invalid, match="only be read"):
        reader.append(draft(2))


def test_an_empty_log_has_no_head(log):
    assert log.head() is None
    assert log.anchored() is None
    assert log.root() == ""
    assert log.verified("").good


def test_what_is_no_entry_is_refused_when_read(log):
    log.append(draft(1))
    log.book.rows[1].data = canonical({"seq": 2})
    with pytest.raises(Invalid, match="piying audit"):
        log.entries()
    log.book.rows[0].data = b"?"
    assert log.root() == ""
    log.head_file.write_bytes(b"?")
    with pytest.raises(Invalid, match="elsewhere"):
        log.anchored()


def test_a_house_is_a_book(tmp_path):
    store = open_store(tmp_path / "house")
    log = Log(store, tmp_path / "house", signer=signer(1))
    log.append(draft(1))
    log.append(draft(2))
    store.close()
    again = open_store(tmp_path / "house")
    log = Log(again, tmp_path / "house", signer=signer(1))

    assert log.append(draft(3)).seq == 4
    assert log.verified(signer(1).name).count == 4
    again.close()
