"""Audits: the log is whole, everything in it was permitted, and the key is the operator's."""

from __future__ import annotations

import stat
from dataclasses import replace

import pytest

from piying.model.canon import canonical
from piying.model.decision import Act, Actor, Cause, Role, Sealed
from piying.model.errors import Conflict, Invalid, Missing
from piying.review.chain import Broken, Draft, verify
from piying.studio.reviewing.audit import (
    anchor_from,
    audit,
    check_role,
    export_log,
    make_signing_key,
    rotate,
)
from piying.studio.reviewing.docket import happening, open_docket, open_log
from piying.studio.reviewing.takedown import Asked, deliver, take_down


@pytest.fixture
def keyed(court, tmp_path, monkeypatch):
    """As `court`, with a key in a file instead of the environment."""
    monkeypatch.delenv("PIYING_SIGNING_SEED")
    settings = replace(court.house.settings, signing_key=tmp_path / "keys" / "signing.pem")
    return type(court)(replace(court.house, settings=settings))


def test_an_untouched_log_is_good(court):
    court.released("a1" * 32)
    found = audit(court.house)

    assert found.good
    assert found.verified.count == found.head.seq == 7
    assert found.root == open_log(court.house).root()


def test_what_was_written_past_the_rules_is_told_though_the_chain_is_whole(court):
    court.submitted()
    docket = open_docket(*court.at)
    sealed = Sealed("5" * 64, "3" * 64, None, "9" * 64)
    forced = happening(docket, Act.RELEASED, Actor("沈", Role.OPERATOR), 1, sealed=sealed)
    docket.log.append(Draft(forced.actor, "dossier.released", forced, forced.at_ms))
    found = audit(court.house)

    assert found.verified.good
    assert not found.good
    assert [(fault.seq, fault.one.act) for fault in found.faults] == [(3, Act.RELEASED)]


def test_a_cut_tail_is_found_against_a_head_that_was_kept(court):
    court.submitted()
    kept = anchor_from(canonical(open_log(court.house).head()).decode())
    log = open_log(court.house)
    ahead = replace(kept, seq=kept.seq + 1)

    assert audit(court.house, anchors=[kept]).good
    assert audit(court.house, anchors=[ahead]).verified.broken is Broken.TRUNCATED
    assert audit(court.house, root="0" * 64).verified.broken is Broken.KEY
    assert log.anchored() == kept
    with pytest.raises(Invalid, match="head"):
        anchor_from("{}")


def test_a_notice_that_nobody_sent_in_time_is_late(court):
    (court.house.settings.house / "targets.toml").write_text(
        '[[target]]\nname = "own"\nsort = "channel"\n'
    )
    court.released()
    take_down(*court.at, court.who("王", "operator"), Asked(Cause.COURT, "1", "法院"))
    assert audit(court.house).good

    court.house.clock.at += 6 * 60_000
    assert len(audit(court.house).late) == 1

    deliver(court.house)
    assert audit(court.house).good


def test_a_key_is_made_on_demand_and_never_twice(keyed):
    keyed.dossier()
    with pytest.raises(Missing, match="--make-key"):
        keyed.submitted()

    made = make_signing_key(keyed.house)
    keyed.submitted()
    path = keyed.house.settings.signing_key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert audit(keyed.house).root == made.name
    with pytest.raises(Conflict):
        make_signing_key(keyed.house)


def test_a_key_hands_over_to_the_next_and_the_old_file_stays(keyed):
    first = make_signing_key(keyed.house)
    keyed.submitted()
    entry, old = rotate(keyed.house)
    keyed.decided()

    assert audit(keyed.house).good
    assert audit(keyed.house).root == first.name
    assert old.name == f"signing.pem.until-{entry.seq}"
    assert open_log(keyed.house).last().key != first.name


def test_a_rotation_that_was_begun_is_not_begun_again(keyed):
    make_signing_key(keyed.house)
    path = keyed.house.settings.signing_key
    path.with_name(f"{path.name}.new").write_text("?")
    with pytest.raises(Conflict, match=r"signing\.pem\.new"):
        rotate(keyed.house)


def test_an_exported_log_is_verified_by_whoever_has_only_the_file(court, tmp_path):
    court.released("a1" * 32)
    path = tmp_path / "log.jsonl"
    count = export_log(court.house, path)
    lines = path.read_bytes().splitlines()

    assert count == len(lines) == 7
    assert verify(lines, open_log(court.house).root(), [open_log(court.house).head()]).good


def test_only_an_operator_handles_keys(court):
    check_role(court.who("王", "operator"))
    with pytest.raises(Invalid, match="operator"):
        check_role(court.who("林", "lead"))


def test_what_waits_too_long_for_people_is_told(court):
    court.submitted()
    assert audit(court.house).good

    court.house.clock.at += 25 * 3_600_000
    (late,) = audit(court.house).overdue
    assert (late.series, late.episode, late.deadline.clock) == ("drama", 1, "review_other")
    assert not audit(court.house).good
