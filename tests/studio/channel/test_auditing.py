from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from piying.model.viewer import Duty
from piying.review.chain import Broken
from piying.studio.channel.acting import terminal
from piying.studio.channel.auditing import Change, changes, changing, verified
from piying.studio.channel.enrolling import set_duties
from piying.studio.channel.passkeys import begin_passkey
from piying.studio.channel.webauthn import Relying

CHANGED = (
    "UPDATE entry SET data = replace(CAST(data AS TEXT), 'finance', 'editor!') "
    "WHERE log = 'accounts'"
)


def spoil(desk, statement):
    with closing(sqlite3.connect(desk.folder / "house.db")) as database, database:
        for name in ("update", "delete", "replace"):
            database.execute(f"DROP TRIGGER entry_no_{name}")
        database.execute(statement)


def test_every_change_of_duties_tells_who_and_what_before_and_after(desk):
    """ASVS 16.2.1, 16.3.3"""
    operator = desk.operator()
    fin = desk.staff(operator, "fin", Duty.FINANCE)
    set_duties(desk.house, operator, "fin", (Duty.FINANCE, Duty.EDITOR))
    _, last = changes(desk.house, fin.name)[-1]

    assert (last.by, last.what, last.member) == (operator.name, "duties", fin.name)
    assert dict(last.before)["duties"] == "finance"
    assert dict(last.after)["duties"] == "editor finance"
    assert [one.what for _, one in changes(desk.house)] == [
        "first_operator", "enrolled", "factor_added", "logged_in",
        "invited", "enrolled", "factor_added", "logged_in", "duties",
    ]  # fmt: skip
    assert verified(desk.house).good


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        (CHANGED, {Broken.UNREADABLE, Broken.HASH}),
        ("DELETE FROM entry WHERE log = 'accounts' AND seq = 3", {Broken.ORDER}),
        ("DELETE FROM entry WHERE log = 'accounts' AND seq = 9", {Broken.TRUNCATED}),
    ],
)  # fmt: skip
def test_tampering_is_caught(desk, statement, broken):
    """ASVS 16.4.2"""
    desk.staff(desk.operator(), "fin", Duty.FINANCE)
    spoil(desk, statement)

    assert verified(desk.house).broken in broken


def test_a_change_that_fails_leaves_no_entry_and_no_head(desk):
    desk.operator()
    before = (len(changes(desk.house)), (desk.folder / "accounts.head.json").read_bytes())

    def fail():
        with changing(desk.house) as note:
            note(Change("me", "nothing", "nobody"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    after = (len(changes(desk.house)), (desk.folder / "accounts.head.json").read_bytes())

    assert before == after
    assert verified(desk.house).good


def test_no_secret_and_no_name_of_a_viewer_is_in_the_log(desk, desks):
    """ASVS 16.2.5"""
    opened = desk.viewer("canary-name")
    begin_passkey(desk.house, opened.by, Relying("a.example", "https://a.example", "a"))
    database = desk.house.store
    told = b"".join(entry.data for entry in database.entries("accounts"))

    assert opened.account.id.encode() in told
    for secret in ("canary-name", "Canary-Name", desks.PASSWORD, opened.secret, "argon2"):
        assert secret.encode() not in told


def test_the_terminal_is_told_apart_from_people(desk):
    desk.operator()
    set_duties(desk.house, terminal("root"), "rong", (Duty.OPERATOR, Duty.EDITOR))

    assert changes(desk.house)[-1][1].by == "terminal:root"
