from __future__ import annotations

import pytest

from piying.model.errors import Missing
from piying.model.viewer import Account, Scope, Sort
from piying.store.channel.accounts import Accounts
from piying.store.channel.tokens import Token, Tokens

NOW = 1_800_000_000_000


def test_it_is_found_by_both_its_halves_until_it_ends(store):
    Accounts(store.database).add(Account("m", Sort.STAFF, "", at_ms=NOW), "mei")
    tokens = Tokens(store.database)
    token = Token("t", "m", "n", "pre", (Scope.PLAYS, Scope.FIGURES), NOW, NOW + 10)
    tokens.add(token, "digest")

    assert tokens.found("pre", "digest", NOW) == token
    assert tokens.found("pre", "other", NOW) is None
    assert tokens.found("other", "digest", NOW) is None
    assert tokens.found("pre", "digest", NOW + 10) is None
    tokens.end("t", NOW)
    assert tokens.found("pre", "digest", NOW) is None
    assert tokens.end_all("m", NOW) == 0
    assert tokens.of("m")[0].ended_ms == NOW
    with pytest.raises(Missing):
        tokens.end("other", NOW)
