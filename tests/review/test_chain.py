"""The chain of the log: whatever is done to it is found, at the first bad entry."""

from __future__ import annotations

import hashlib
import json

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from piying.model.canon import canonical
from piying.model.decision import Actor, Role
from piying.review.chain import (
    KEEPER,
    KEY,
    ROOT,
    Anchor,
    Broken,
    Draft,
    Entry,
    KeyBody,
    entry_of,
    fingerprint,
    link,
    verify,
)

KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2, 3)]
NAMES = [fingerprint(key.public_key().public_bytes_raw()) for key in KEYS]
WHO = Actor("林夏", Role.REVIEWER)


def key_body(number, proof=""):
    return KeyBody("review", KEYS[number].public_key().public_bytes_raw().hex(), proof)


def drafts(count):
    yield Draft(KEEPER, KEY, key_body(0), 0)
    for number in range(1, count):
        yield Draft(WHO, "note", {"说": f'第{number}条\n\t\u007f"', "n": number}, number)


def chained(those, key=0):
    before, made = None, []
    for draft in those:
        before = link(before, draft, NAMES[key], KEYS[key].sign)
        made.append(before)
    return made


def data_of(entries):
    return [canonical(entry) for entry in entries]


LOG = chained(drafts(8))


def changed(entry, **what):
    values = {name: getattr(entry, name) for name in entry.__dataclass_fields__}
    return Entry(**{**values, **what})


def anchor(entry):
    return Anchor("review", entry.seq, entry.hash, entry.at_ms, entry.key)


def test_a_log_that_nobody_touched_verifies():
    found = verify(data_of(LOG), NAMES[0], [anchor(LOG[-1]), anchor(LOG[3])])

    assert found.good
    assert (found.count, found.head) == (8, LOG[-1].hash)


def test_an_edited_entry_is_named():
    log = list(LOG)
    log[3] = changed(log[3], body=msgspec.Raw(b'{"n":99}'))
    found = verify(data_of(log), NAMES[0])

    assert (found.broken, found.seq, found.count) == (Broken.HASH, 4, 3)


def test_an_edit_with_every_hash_made_again_is_named():
    """Who has no key can make hashes but no signatures."""
    plain = list(drafts(8))
    plain[3] = Draft(WHO, "note", {"n": 99}, 3)
    forged = chained(plain, key=1)
    for_show = [changed(entry, key=NAMES[0]) for entry in forged]
    mixed = LOG[:3] + for_show[3:]
    mixed[3] = changed(mixed[3], prev=LOG[2].hash)

    assert verify(data_of(for_show), NAMES[0]).broken is Broken.SIGNATURE
    assert verify(data_of(forged), NAMES[0]).broken is Broken.SIGNATURE
    assert verify(data_of(mixed), NAMES[0]).seq == 4


def test_another_log_under_another_key_is_not_taken_for_ours():
    theirs = chained([Draft(KEEPER, KEY, key_body(1), 0)], key=1)

    assert verify(data_of(theirs), NAMES[0]).broken is Broken.KEY
    assert verify(data_of(theirs), NAMES[1]).good


def test_a_deleted_entry_is_named():
    found = verify(data_of(LOG[:3] + LOG[4:]), NAMES[0])

    assert (found.broken, found.seq) == (Broken.ORDER, 4)


def test_entries_in_another_order_are_named():
    log = list(LOG)
    log[3], log[4] = log[4], log[3]

    assert verify(data_of(log), NAMES[0]).seq == 4


def test_a_cut_tail_is_found_only_against_an_anchored_head():
    cut = data_of(LOG[:5])
    found = verify(cut, NAMES[0], [anchor(LOG[6])])

    assert verify(cut, NAMES[0]).good
    assert (found.broken, found.seq) == (Broken.TRUNCATED, 6)


def test_a_log_written_again_by_its_own_key_is_found_against_an_anchored_head():
    again = list(drafts(8))
    again[4] = Draft(WHO, "note", {"n": 44}, 4)
    rewritten = chained(again)

    assert verify(data_of(rewritten), NAMES[0]).good
    assert verify(data_of(rewritten), NAMES[0], [anchor(LOG[7])]).broken is Broken.HEAD


def test_a_key_follows_another_only_if_both_sign():
    old, new = KEYS[0], KEYS[1]
    proof = new.sign(bytes.fromhex(NAMES[0])).hex()
    rotated = [
        *LOG,
        link(LOG[-1], Draft(KEEPER, KEY, key_body(1, proof), 9), NAMES[0], old.sign),
    ]
    after = [*rotated, link(rotated[-1], Draft(WHO, "note", {}, 10), NAMES[1], new.sign)]
    stale = [*rotated, link(rotated[-1], Draft(WHO, "note", {}, 10), NAMES[0], old.sign)]
    bare = link(LOG[-1], Draft(KEEPER, KEY, key_body(1, "00"), 9), NAMES[0], old.sign)

    assert verify(data_of(after), NAMES[0]).good
    assert verify(data_of(stale), NAMES[0]).broken is Broken.SIGNATURE
    found = verify(data_of([*LOG, bare]), NAMES[0])
    assert (found.broken, found.seq) == (Broken.KEY, 9)


def test_a_third_party_computes_the_same_hash_from_the_page_of_the_format():
    for entry in LOG:
        told = json.loads(canonical(entry))
        core = {name: told[name] for name in ("seq", "prev", "at_ms", "actor", "kind", "body")}
        text = json.dumps(core, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

        assert hashlib.sha256(text.encode()).hexdigest() == entry.hash


def test_the_first_entry_follows_nothing():
    assert (LOG[0].seq, LOG[0].prev) == (1, ROOT)


def test_an_empty_log_is_good_unless_something_was_anchored():
    assert verify([], NAMES[0]).good
    assert verify([], NAMES[0], [anchor(LOG[0])]).broken is Broken.TRUNCATED


DATA = data_of(LOG)


@given(st.integers(0, len(DATA) - 1), st.data())
def test_one_changed_byte_anywhere_is_found_in_its_entry(index, draw):
    data = bytearray(DATA[index])
    place = draw.draw(st.integers(0, len(data) - 1))
    data[place] ^= draw.draw(st.integers(1, 255))
    log = [*DATA[:index], bytes(data), *DATA[index + 1 :]]
    found = verify(log, NAMES[0])

    assert not found.good
    assert found.seq == index + 1


@given(st.binary(max_size=60))
def test_nothing_is_read_as_an_entry_that_is_none(data):
    assert entry_of(data) is None
