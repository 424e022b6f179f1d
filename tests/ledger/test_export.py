from __future__ import annotations

import re

from ledger.drafts import chained, draft
from piying.ledger.accounts import named
from piying.ledger.entries import balances
from piying.ledger.export import amount, beancount, beancount_names, hledger

ENTRIES = chained(
    draft("one", cause='say "so"'),
    draft("two", ("received:PLAY", 3), ("counted:PLAY", -3), kind="count"),
    draft("three", ("payable:a:CNY", 499), ("cash:bank:CNY", -499)),
)
ACCOUNTS = [named(path) for path in balances(ENTRIES)]


class TestAmounts:
    def test_money_has_the_digits_of_its_currency_and_units_have_none(self):
        written = [
            amount(*each) for each in ((-5, "CNY"), (1234, "JPY"), (7, "PLAY"), (0, "USD"))
        ]

        assert written == ["-0.05 CNY", "1234 JPY", "7 PLAY", "0.00 USD"]


class TestBeancount:
    def test_a_file_says_accounts_entries_and_balances(self):
        text = "\n".join(beancount(ENTRIES, ACCOUNTS))

        assert "2026-11-22 open Liabilities:Payable:A:CNY CNY" in text
        assert '2026-11-22 * "settle" "say \\"so\\""' in text
        assert "  Liabilities:Payable:A:CNY  -5.00 CNY" in text
        assert "2026-11-23 balance Liabilities:Payable:A:CNY -0.01 CNY" in text

    def test_every_line_is_one_of_the_languages_lines(self):
        account = r"(Assets|Liabilities|Income|Expenses|Equity)(:[A-Z0-9][A-Za-z0-9-]*)+"
        forms = re.compile(
            rf'|option "title" "piying"|\d{{4}}-\d\d-\d\d open {account} [A-Z0-9]+'
            r'|\d{4}-\d\d-\d\d \* "([^"\\]|\\.)*" "([^"\\]|\\.)*"'
            r'|  (path|entry|key|hash): "[^"]*"|  seq: \d+|    memo: "[^"]*"'
            rf"|  {account}  -?\d+(\.\d\d)? [A-Z]+"
            rf"|\d{{4}}-\d\d-\d\d balance {account} -?\d+(\.\d\d)? [A-Z]+"
        )

        assert all(forms.fullmatch(line) for line in beancount(ENTRIES, ACCOUNTS))

    def test_accounts_that_look_alike_keep_names_of_their_own(self):
        alike = [named(path) for path in ("cash:a_b:CNY", "cash:a-b:CNY", "cash:甲:CNY")]
        names = beancount_names(alike)

        assert len(set(names.values())) == 3

    def test_a_ledger_without_entries_is_a_file_too(self):
        assert next(iter(beancount([], []))).startswith("option")


class TestHledger:
    def test_a_journal_says_entries_and_asserts_balances(self):
        text = "\n".join(hledger(ENTRIES, ACCOUNTS))

        assert "account payable:a:CNY  ; type: L" in text
        assert "account counted:PLAY  ; type: R" in text
        assert '2026-11-22 * (1) settle | say "so"' in text
        assert "    payable:a:CNY  -5.00 CNY" in text
        assert "    payable:a:CNY  0.00 CNY = -0.01 CNY" in text
