"""Keys: where they are looked for, and that nothing shows them."""

from __future__ import annotations

import copy
import json
import logging
import pickle

import keyring
import msgspec
import pytest
from keyring.errors import NoKeyringError

from piying.model.canon import canonical
from piying.model.errors import Missing
from piying.partners import keys
from piying.partners.keys import Keys, Secret, from_keyring, variable
from piying.partners.net import Way

KEY = "sk-never-to-be-seen"


def nowhere(_):
    return None


def test_our_own_variable_goes_before_the_customary_one_and_that_before_the_keyring():
    both = {"PIYING_KEY_GOOGLE": "ours", "GEMINI_API_KEY": "theirs"}
    theirs = {"GEMINI_API_KEY": " theirs \n"}

    assert Keys(both, nowhere).of("google", "GEMINI_API_KEY").reveal() == "ours"
    assert Keys(theirs, nowhere).of("google", "GEMINI_API_KEY").reveal() == "theirs"
    assert Keys({}, {"google": "ringed"}.get).of("google").reveal() == "ringed"


def test_the_keyring_is_not_asked_where_the_environment_has_a_key():
    def never(_):
        raise AssertionError

    assert Keys({"PIYING_KEY_GOOGLE": "ours"}, never).of("google").reveal() == "ours"


@pytest.mark.parametrize("value", ["", "   "])
def test_an_empty_key_is_none_and_every_place_is_named(value):
    with pytest.raises(Missing) as caught:
        Keys({"GEMINI_API_KEY": value}, nowhere).of("google", "GEMINI_API_KEY")

    for language in ("zh", "en"):
        said = caught.value.said(language)
        assert "PIYING_KEY_GOOGLE" in said
        assert "GEMINI_API_KEY" in said
        assert "keyring set piying google" in said


def test_a_variable_is_a_word_of_the_shell():
    assert variable("kling-access") == "PIYING_KEY_KLING_ACCESS"


def test_a_machine_without_a_keyring_has_no_key_there(monkeypatch):
    def none(*_):
        raise NoKeyringError

    monkeypatch.setattr(keyring, "get_password", none)

    assert from_keyring("google") is None
    assert keys.SERVICE == "piying"


def test_a_secret_shows_itself_nowhere(caplog):
    secret = Secret(KEY)
    logging.getLogger("test").warning("the key is %s %r", secret, [secret])
    shown = [
        str(secret), repr(secret), f"{secret}", f"{secret:>40}", repr({"k": secret}),
        repr(Keys({"PIYING_KEY_X": KEY}, nowhere)), repr(Way("x", (), secrets=(secret,))),
        caplog.text,
    ]  # fmt: skip

    assert not [one for one in shown if KEY in one]
    assert secret.reveal() == KEY


def test_a_secret_cannot_be_written_down():
    secret = Secret(KEY)
    for write in (pickle.dumps, canonical, msgspec.json.encode, json.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            write(secret)
