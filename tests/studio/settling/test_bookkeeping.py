"""What the books are made from."""

from __future__ import annotations

import pytest

from piying.ledger.terms.read import terms
from piying.model.errors import Invalid, Missing
from piying.studio.settling import bookkeeping
from piying.studio.settling.bookkeeping import agreed_of, folder_of, instant
from studio.money import DEAL, with_deal


def test_deals_of_several_files_are_read_together(house):
    house = with_deal(house)
    (folder_of(house) / "more.toml").write_text(
        '[[party]]\nid = "wang"\nname = "王"\nsort = "company"\n', encoding="utf-8"
    )
    found = agreed_of(house)

    assert [party.id for party in found.parties] == ["wang", "studio", "li"]
    assert found.taxes
    assert found.workdays.works("2026-02-10")


def test_a_party_in_two_files_and_a_title_under_two_contracts_are_refused(house):
    house = with_deal(house)
    (folder_of(house) / "twice.toml").write_text(DEAL, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        agreed_of(house)

    assert caught.value.code == "deals.faults"


def test_a_large_file_is_read_once_until_its_text_changes(house, monkeypatch):
    house, read = with_deal(house), []
    path = folder_of(house) / "own.toml"
    monkeypatch.setattr(bookkeeping, "LARGE", len(DEAL))
    monkeypatch.setattr(
        bookkeeping, "terms", lambda text, file: [read.append(file), terms(text, file)][1]
    )
    first = agreed_of(house)
    kept = [agreed_of(house, keep=True) for _ in range(3)]
    assert kept == [first] * 3
    assert agreed_of(house) == first
    assert read == ["own.toml"] * 2  # only who closes keeps what was read

    path.write_text(DEAL.replace("studio", "atelier") + "\n" * 99, encoding="utf-8")
    assert "atelier" in {party.id for party in agreed_of(house).parties}
    assert read == ["own.toml"] * 3


def test_a_file_that_is_not_utf8_is_named(house):
    house = with_deal(house)
    (folder_of(house) / "g.toml").write_bytes("标题".encode("gb18030"))
    with pytest.raises(Invalid) as caught:
        agreed_of(house)

    assert caught.value.data["path"].name == "g.toml"


def test_an_empty_folder_is_no_deal(house):
    folder_of(house).mkdir()
    with pytest.raises(Missing):
        agreed_of(house)


def test_an_instant_is_written_as_deals_write_it(house):
    assert instant(with_deal(house)) == "2026-02-16T00:00:00Z"
