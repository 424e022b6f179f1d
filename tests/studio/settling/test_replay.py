"""An export is worked out again offline, to the fen; whatever is changed in it is found."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest

from piying.cli.door import main
from piying.model.canon import canonical, digest_bytes
from piying.model.errors import Conflict, Invalid, Missing
from piying.studio.counting.sales import enter
from piying.studio.settling.explain import explain
from piying.studio.settling.replay import MANIFEST, export, verify_export
from piying.studio.settling.settle import settle
from piying.studio.settling.statements import pay
from studio.money import MONDAY_MS, At, row, sales_file, with_deal

WEEK_MS = 7 * 86_400_000
NAME = "2026-W07-studio-CNY"


@pytest.fixture
def books(house, tmp_path):
    """A house with two closed weeks, late sales of the first, and a payment between them."""
    house = with_deal(house, MONDAY_MS + WEEK_MS)
    enter(house, sales_file(tmp_path, row(1, "10.00", fee="0.33"), row(2, "5.01")))
    settle(house, "2026-W06", by="me")
    pay(house, "2026-W06-studio-CNY", "3.00", "bank-1")
    house = replace(house, clock=At(house.clock.ms + 60_000))
    enter(house, sales_file(tmp_path, row(3, "1.00"), row(4, "2.22", "2026-02-10"),
                            row(5, "3.33", "2026-02-11"), name="b.csv"))  # fmt: skip
    settle(house, "2026-W07", by="me")
    return house


@pytest.fixture
def folder(books, tmp_path):
    export(books, NAME, tmp_path / "export")
    return tmp_path / "export"


def rewritten(folder, name, data):
    """Change a file and the manifest with it, as a forger would."""
    (folder / name).write_bytes(data)
    manifest = json.loads((folder / MANIFEST).read_bytes())
    for one in manifest["files"]:
        if one["path"] == name:
            one |= {"sha256": digest_bytes(data), "bytes": len(data)}
    (folder / MANIFEST).write_bytes(canonical(manifest))


def code(folder, error=Invalid):
    with pytest.raises(error) as caught:
        verify_export(folder)
    return caught.value.code


def test_an_export_holds_and_says_how_much_was_worked_out_again(folder):
    found = verify_export(folder)

    assert (found.statement, found.statements, found.entries) == (NAME, 2, 3)
    assert (found.facts, found.targets) == (4, 4)


def test_the_first_week_holds_too_though_more_is_known_by_now(books, tmp_path):
    export(books, "2026-W06-li-CNY", tmp_path / "first")

    assert verify_export(tmp_path / "first").entries == 1


def test_an_export_needs_no_house(folder, tmp_path, capsys, monkeypatch):
    moved = tmp_path / "elsewhere" / "x"
    shutil.copytree(folder, moved)
    monkeypatch.chdir(tmp_path / "elsewhere")

    assert main(["--language", "en", "explain", "--check", "x"]) == 0
    assert "to the fen" in capsys.readouterr().out
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["x"]


def test_every_byte_of_every_file_matters(folder):
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST:
            kept = path.read_bytes()
            path.write_bytes(kept + b" ")
            assert code(folder) == "explain.differs"
            path.write_bytes(kept)
    assert verify_export(folder)


def test_terms_that_were_changed_give_other_targets(folder):
    data = (folder / "terms.json").read_bytes()
    assert data.count(b'"part":{"den":10,"num":7}') == 1
    rewritten(folder, "terms.json", data.replace(b'"num":7}', b'"num":6}'))

    assert code(folder) == "explain.targets_differ"


def test_facts_and_statements_and_entries_that_were_changed_are_found(folder):
    for name, old, new, wrong in (
        ("facts.json", b'"amount":333', b'"amount":334', "explain.differs"),
        (f"statements/{NAME}.json", b'"paid_minor":300', b'"paid_minor":200',
         "explain.statement_differs"),
        ("entries.jsonl", b'"minor":300', b'"minor":301', "explain.chain_broken"),
        ("close.json", b'"by":"me"', b'"by":"he"', "explain.differs"),
    ):  # fmt: skip
        kept, manifest = (folder / name).read_bytes(), (folder / MANIFEST).read_bytes()
        assert old in kept
        rewritten(folder, name, kept.replace(old, new))
        assert code(folder) == wrong
        (folder / name).write_bytes(kept)
        (folder / MANIFEST).write_bytes(manifest)


def test_entries_that_were_cut_off_are_found(folder):
    lines = (folder / "entries.jsonl").read_bytes().splitlines(keepends=True)
    rewritten(folder, "entries.jsonl", b"".join(lines[:-1]))

    assert code(folder) == "explain.chain_broken"


def test_a_path_out_of_the_folder_and_a_stray_file_are_refused(folder):
    (folder / "more.txt").write_text("x", encoding="utf-8")
    assert code(folder) == "explain.differs"
    (folder / "more.txt").unlink()
    text = (folder / MANIFEST).read_bytes().replace(b'"facts.json"', b'"../facts.json"')
    (folder / MANIFEST).write_bytes(text)
    assert code(folder) == "explain.differs"


def test_what_is_gone_is_named(folder, tmp_path):
    (folder / "facts.json").unlink()
    assert code(folder, Missing) == "explain.file_gone"
    assert code(tmp_path, Missing) == "explain.no_manifest"


def test_an_export_is_never_written_over_another(books, folder):
    with pytest.raises(Invalid) as caught:
        export(books, NAME, folder)
    assert caught.value.code == "explain.folder_full"


def test_a_line_goes_back_to_its_clause_and_its_sales(books):
    found = explain(books, NAME, 1)

    assert found.line.minor == 389
    assert [step.clause for step in found.line.steps] == ["2.1", "4"]
    assert {one.fact.day for one in found.sources} == {"2026-02-10", "2026-02-11"}
    assert [one.sales for one in found.sources] == [("own:T4",), ("own:T5",)]
    assert all(one.proved for one in found.sources)


def test_a_correction_has_no_facts_of_this_period(books):
    assert explain(books, NAME, 2).sources == ()


@pytest.mark.parametrize(
    ("name", "line", "plays", "error", "wrong"),
    [
        ("nothing", 1, 0, Missing, "settle.no_statement"),
        (NAME, 9, 0, Invalid, "explain.no_line"),
        (NAME, 1, 5_000, Invalid, "explain.plays_many"),
    ],
)
def test_what_is_not_there_is_refused(books, name, line, plays, error, wrong):
    with pytest.raises(error) as caught:
        explain(books, name, line, plays)
    assert caught.value.code == wrong


def test_terms_that_were_moved_since_are_told(books):
    path = books.settings.house / "deals" / "own.toml"
    text = path.read_text(encoding="utf-8").replace('series = ["lamp"]', 'series = ["other"]')
    path.write_text(text, encoding="utf-8")

    with pytest.raises(Conflict) as caught:
        explain(books, NAME, 1)
    assert caught.value.code == "explain.facts_moved"
