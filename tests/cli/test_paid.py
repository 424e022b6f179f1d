"""jobs, costs and takes --sheet by the command line, with stand-ins in place of all vendors."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

ROUTES = """
[[route]]
id = "pictures"
medium = "image"
frame = "360x640"
candidates = ["placeholder/placeholder-image"]
"""


@pytest.fixture(scope="module")
def shot(fakes, tmp_path_factory):
    """A folder with a house whose first episode was shot with pictures of stand-ins."""
    root = tmp_path_factory.mktemp("paid")
    (root / "小戏.txt").write_text(fakes.SCRIPT, "utf-8")
    house = root / ".piying"
    house.mkdir()
    (house / "routes.toml").write_text(ROUTES, "utf-8")
    (house / "vendors.toml").write_text("dry_run = true\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch, fakes.tiny(patch):
        patch.chdir(root)
        patch.setenv("PIYING_WORKERS", "1")
        for words in (["write", "小戏.txt"], ["board", "-e", "1"], ["shoot", "-e", "1"]):
            assert fakes.run_cli(words) == 0
    return root


@pytest.fixture
def run(shot, tmp_path, piying):
    shutil.copytree(shot, tmp_path, dirs_exist_ok=True)
    return piying


def test_jobs_are_listed_and_one_is_shown_with_every_step(run):
    none = run("jobs")
    (every,) = run("jobs", "--all", "--json").objects
    job = every["jobs"][0]
    (one,) = run("jobs", job["job"][-10:], "--json").objects

    assert none.out.startswith("0 jobs.")
    assert {one["state"] for one in every["jobs"]} == {"done"}
    assert {one["paid_minor"] for one in every["jobs"]} == {0}
    assert one["job"] == job
    assert [step["state"] for step in one["steps"]][-1] == "done"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["jobs", "nope"], 3, "There is no series nope, and no job that ends so."),
        (["jobs", "--cancel"], 2, "job"),
        (["jobs", "--resume"], 0, "0"),
        (["takes", "99", "-e", "1"], 3, "There is no shot “99”"),
        (["costs", "--by", "day"], 0, ""),
        (["costs", "-e", "7"], 3, "7"),
        (["shoot", "1", "-e", "1", "--again", "0"], 2, "0"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_can(run, words, code, said):
    told = run(*words)

    assert told.code == code, told.err
    assert said in told.out + told.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_costs_are_told_in_both_languages_and_written_as_a_table(run, tmp_path, language):
    told = run("costs", "--language", language, "--csv", "costs.csv")
    (data,) = run("costs", "--json").objects

    assert ("已付" if language == "zh" else "paid") in told.out
    with (tmp_path / "costs.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 1
    takes = data["costs"]["take"]
    assert takes
    assert {one["paid_minor"] for one in takes} == {0}


def test_more_takes_are_made_drawn_on_a_sheet_and_chosen_by_number(run, tmp_path):
    (made,) = run("shoot", "1", "-e", "1", "--again", "2", "--json").objects
    listed = run("takes", "1", "-e", "1", "--sheet", "sheet.png", "--json").objects[0]
    chosen = run(
        "takes", "1", "-e", "1", "--choose", "2", "--as", "Lin", "--why", "the light", "--json"
    ).objects[0]["chosen"]

    pictures = [one for one in listed["takes"] if one["kind"] == "picture"]
    assert len(pictures) == 3, json.dumps(made)
    assert (tmp_path / "sheet.png").read_bytes().startswith(b"\x89PNG")
    assert (chosen["number"], chosen["used"]) == (2, True)
    assert (chosen["chosen_by"], chosen["chosen_why"]) == ("Lin", "the light")
    assert "cut     missing" in run("show", "-e", "1").out
