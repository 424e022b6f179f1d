from __future__ import annotations

import pytest

from piying.ledger import accounts
from piying.ledger.accounts import SORTS, currency_of, named, owed
from piying.model.books import Account, AccountKind
from piying.model.errors import Invalid


class TestNames:
    def test_a_path_says_all_that_there_is_to_know(self):
        assert accounts.payable("studio-a", "CNY") == Account(
            "payable:studio-a:CNY", AccountKind.LIABILITY, "studio-a", "CNY"
        )

    def test_every_sort_has_a_function_of_its_name(self):
        given = {
            "cash": ("bank", "CNY"), "receivable": ("a", "CNY"), "recoup": ("c", "CNY"),
            "clearing": ("psp", "CNY"), "payable": ("a", "CNY"), "held": ("d", "CNY"),
            "reserve": ("a", "step", "CNY"), "tax": ("t", "CNY"), "pool": ("p", "CNY"),
            "rounding_suspense": ("CNY",), "revenue": ("s", "CNY"), "expense": ("s", "CNY"),
            "received": (), "counted": (), "refused": ("clock",), "watched": (),
            "effective": (), "over_cap": (), "issued": ("COIN",), "wallet": ("v", "COIN"),
            "spent": ("s", "COIN"), "expired": ("COIN",),
        }  # fmt: skip

        assert given.keys() == SORTS.keys()
        for sort, parts in given.items():
            made = getattr(accounts, sort)(*parts)
            assert made.id.split(":")[0] == sort
            assert named(made.id) == made

    @pytest.mark.parametrize(
        "path",
        [
            "", "payable", "payable:CNY", "payable:a:b:CNY", "payable:a:cny", "payable:a b:CNY",
            "payable::CNY", "unheard:a:CNY", "payable:a\n:CNY", "payable:a:C",
        ],
    )  # fmt: skip
    def test_another_path_is_refused(self, path):
        with pytest.raises(Invalid) as refused:
            named(path)

        assert refused.value.code == "books.bad_account"

    def test_a_party_cannot_smuggle_a_part_into_a_path(self):
        with pytest.raises(Invalid):
            accounts.payable("a:CNY", "USD")

    def test_the_currency_is_the_last_part(self):
        assert currency_of("reserve:a:step:USD") == "USD"

    def test_what_is_owed_counts_as_above_zero(self):
        assert owed(accounts.payable("a", "CNY"), -5) == 5
        assert owed(accounts.cash("bank", "CNY"), 5) == 5
