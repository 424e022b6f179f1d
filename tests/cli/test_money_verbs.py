"""reconcile and what-if as they are typed and read."""

from __future__ import annotations

import json

import pytest

from piying.cli.door import main
from studio.money import DEAL, HEADER, row


@pytest.fixture
def run(tmp_path, capsys):
    """A house with two sales, spoken to in a language; gives what it says."""
    folder = tmp_path / "house"
    (folder / "deals").mkdir(parents=True)
    (folder / "deals" / "own.toml").write_text(DEAL, encoding="utf-8")
    sales = tmp_path / "sales.csv"
    sales.write_text(
        "\n".join([HEADER, row(1, "10.00"), row(2, "5.00", "2026-02-04")]), encoding="utf-8"
    )
    theirs = tmp_path / "theirs.csv"
    theirs.write_text(
        "剧名,日期,平台,收入(元)\n《LAMP》,2026/2/3,own,9.00\nlamp,2026-02-04,own,¥5\n"
        "风,2026-02-04,own,1.2万\n合计,,,12014\n",
        encoding="gb18030",
    )

    def told(*options, code=0, language="en"):
        house = ["--house", str(folder), "--language", language]
        assert main([*house, *map(str, options)]) == code
        return capsys.readouterr()

    told("settle", "--sales", sales)
    told.theirs, told.folder = theirs, tmp_path
    return told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_statement_is_read_compared_kept_and_disputed(run, language):
    dispute = ("--dispute", 2, "--why", "less than ours")
    said = run(
        "reconcile", run.theirs, "--template", "chinese", *dispute, language=language
    ).out

    assert "12,000.00" in said
    assert "-1.00" in said
    assert ("unexplained" if language == "en" else "原因不明") in said
    assert "dispute-" in said


def test_all_lines_go_to_a_csv_and_to_json(run):
    csv = run.folder / "lines.csv"
    said = run("reconcile", run.theirs, "--template", "chinese", "--csv", csv, "--json").out
    found = json.loads(said)

    assert [line["why"] for line in found["lines"]] == ["unknown_title", "unexplained", "equal"]
    assert (found["beyond"], found["skipped"], len(found["kept"])) == (2, [5], 64)
    assert len(csv.read_text(encoding="utf-8-sig").splitlines()) == 4


@pytest.mark.parametrize("language", ["zh", "en"])
def test_other_terms_as_a_table(run, language):
    terms = run.folder / "new.toml"
    text = DEAL[: DEAL.index("[[contract]]")].replace("part = 0.7", "part = 0.8")
    terms.write_text(text, encoding="utf-8")
    said = run("what-if", "--terms", terms, language=language).out

    assert "+14.3 %" in said
    assert "12.00" in said
    found = json.loads(run("what-if", "--terms", terms, "--json").out)
    assert (found["winners"], found["team_unknown"]) == (1, ["lamp"])


def test_wrong_input_is_said_in_words(run):
    for options, code, words in (
        (("reconcile", "nothing.csv"), 3, "no file nothing.csv"),
        (("reconcile", run.theirs), 2, "not the headings"),
        (("reconcile", run.theirs, "--template", "x"), 3, "no template"),
        (("reconcile", run.theirs, "--dispute", "x"), 2, "--dispute"),
        (("reconcile", run.theirs, "--template", "chinese", "--to", "soon"), 2, "no day"),
        (("what-if",), 2, "Nothing would be otherwise"),
        (("what-if", "--terms", "nothing.toml"), 3, "no file nothing.toml"),
    ):
        assert words in run(*options, code=code).err


def test_a_payment_is_entered_and_may_come_back(run):
    name = "2026-W06-studio-CNY"
    run("settle", "2026-W06", "--as", "me")
    run("statement", name, "--paid", "2.50", "--reference", "B-1")
    back = ("statement", name, "--came-back", "no such account")

    assert "reference" in run(*back, code=2).err
    assert "B-2" in run(*back, "--reference", "B-2", code=3).err
    assert "Either" in run(*back, "--paid", "1.00", "--reference", "B-1", code=2).err
    assert "is owed again" in run(*back, "--reference", "B-1").out
    paid = run("statement", name, "--paid", "2.50", "--reference", "B-1", code=2)
    assert "came back" in paid.err
    run("statement", name, "--paid", "2.50", "--reference", "B-2")
