from __future__ import annotations

import getpass

import pytest

GOOD = "kettle orbit lamp nine"


@pytest.fixture
def keyed(piying, monkeypatch):
    monkeypatch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
    return piying


def enrol(piying, monkeypatch, *typed):
    given = iter(typed)
    monkeypatch.setattr(getpass, "getpass", lambda _asked: next(given))
    return piying("account", "--enrol")


def test_from_nothing_to_a_staff(keyed, monkeypatch):
    """No default password: the first operator chooses their own by a code."""
    (made,) = keyed("account", "--first-operator", "rong", "--json").objects
    assert enrol(keyed, monkeypatch, made["code"], GOOD, GOOD).code == 0
    assert keyed("account", "--first-operator", "rong").code == 2
    keyed("account", "bao", "--invite", "--give", "producer", "--party", "acme")
    keyed("account", "bao", "--give", "editor", "--take", "producer")
    (listed,) = keyed("account", "--json").objects

    assert [(one["handle"], one["duties"], one["ways"]) for one in listed["accounts"]] == [
        ("rong", ["operator"], ["password"]), ("bao", ["editor"], []),
    ]  # fmt: skip


def test_a_token_is_shown_once(keyed):
    keyed("account", "--first-operator", "rong")
    asked = ("account", "rong", "--token", "--name", "ci", "--scope", "figures:read", "--json")
    (made,) = keyed(*asked).objects
    shown = keyed("account", "rong", "--show").out

    assert made["text"].startswith("piying_")
    _, _, secret = made["text"].split("_", 2)
    assert secret not in shown
    assert keyed("account", "--end-token", made["token"]).code == 0


def test_the_history_tells_every_change_and_verifies_the_log(keyed):
    keyed("account", "--first-operator", "rong", "--as", "me")
    (told,) = keyed("account", "--history", "--json").objects

    assert told["good"]
    assert [(one["by"], one["what"]) for one in told["changes"]] == [
        ("terminal:rong", "first_operator")
    ]


def test_passwords_that_differ_leave_the_code(keyed, monkeypatch):
    (made,) = keyed("account", "--first-operator", "rong", "--json").objects
    said = enrol(keyed, monkeypatch, made["code"], GOOD, GOOD + "!")

    assert said.code == 2
    assert GOOD not in said.out + said.err
    assert enrol(keyed, monkeypatch, made["code"], GOOD, GOOD).code == 0


@pytest.mark.parametrize(
    "typed", [("--invite",), ("bao", "--close"), ("bao", "--invite", "--give", "producer")]
)
def test_what_cannot_be_done_is_said(keyed, typed):
    assert keyed("account", *typed).code in {2, 3}


def test_without_a_key_it_says_how_one_is_made(piying, monkeypatch, tmp_path):
    monkeypatch.delenv("PIYING_SIGNING_SEED", raising=False)
    monkeypatch.setenv("PIYING_SIGNING_KEY", str(tmp_path / "none.pem"))
    said = piying("account", "--first-operator", "rong")

    assert said.code == 3
    assert "audit --make-key" in said.err


def test_lost_factors_are_reset_at_the_terminal(keyed, monkeypatch):
    (made,) = keyed("account", "--first-operator", "rong", "--json").objects
    enrol(keyed, monkeypatch, made["code"], GOOD, GOOD)
    said = keyed("account", "rong", "--reset-factors", "--as", "me", "--json")
    (told,) = keyed("account", "--history", "--json").objects

    assert said.code == 0
    assert (told["changes"][-1]["what"], told["changes"][-1]["by"]) == (
        "factors_reset", "terminal:me",
    )  # fmt: skip
