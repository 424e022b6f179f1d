"""adapt: a proposal beside its source, each answer paid once, nothing of a person's lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from partners.emulator import KEY
from piying.model.adaptation import Trace
from piying.model.errors import Conflict, Invalid, Outside, PiyingError
from piying.script.read import read
from piying.store.jobs import Jobs
from piying.studio.config import SystemClock
from piying.studio.working.vendors import all_generators
from piying.studio.writing import adapt as adapting
from piying.studio.writing.adapt import adapt, priced
from piying.studio.writing.novel import novel
from studio.novelist import CHAPTERS, Novelist, set_up

SMALL = 300
"""Tokens of an answer with which the first chapter takes several portions."""


@pytest.fixture
def model():
    with Novelist() as one:
        yield one


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "雨夜.txt"
    found.write_text(CHAPTERS, "utf-8")
    return found


@pytest.fixture
def paying(house, model, monkeypatch):
    """The house with a text model that is paid; called again it is set up in another way."""
    monkeypatch.setenv("PIYING_KEY_COMPATIBLE", KEY)

    def made(**more):
        folder = house.settings.house
        set_up(folder, model.url, **more)
        environment = {"PIYING_KEY_COMPATIBLE": KEY}
        return replace(house, vendors=lambda: all_generators(folder, environment))

    return made


def refused(kind, *given, **more):
    with pytest.raises(kind) as error:
        adapt(*given, **more)
    return error.value


def test_a_chapter_becomes_a_script_data_and_a_page_beside_it(paying, path):
    told = adapt(paying(), novel(path, 1))

    names = sorted(one.name for one in path.parent.glob("*proposal*"))
    assert names == [f"雨夜-1.proposal.{end}" for end in ("html", "json", "txt")]
    assert path.read_text("utf-8") == CHAPTERS
    script = read(told.files.script.read_bytes(), name="a.txt", format="").script
    assert [one.cue.name for one in script.elements if one.cue][:2] == ["林夏", "陈默"]
    assert told.costs[0].currency == "CNY"
    assert told.costs[0].minor > 0


def test_every_line_names_the_place_of_its_words_in_the_source(paying, path):
    value = json.loads(adapt(paying(), novel(path, 1)).files.data.read_bytes())

    beats = [beat for scene in value["proposal"]["scenes"] for beat in scene["beats"]]
    assert len(beats) > 8
    for beat in beats:
        assert CHAPTERS[beat["start"] : beat["end"]] == beat["text"].rstrip("。？")
    assert (value["source"]["heading"], value["episode"]) == ("第一章 天台", 1)


def test_a_line_that_stands_nowhere_is_flagged_with_its_place(paying, model, path):
    model.flawed = True
    told = adapt(paying(), novel(path, 1))

    (wrong,) = told.proposal.untraced
    assert (wrong.passage, wrong.trace, wrong.end) == (1, Trace.UNTRACED, 0)
    assert "永远不回来。[[未核对：第1段没有这句话]]" in told.files.script.read_text("utf-8")
    assert json.loads(told.files.data.read_bytes())["untraced"][0]["passage"] == 1


def test_what_was_left_out_is_told(paying, model, path):
    model.skipped = (4, 7)

    assert adapt(paying(), novel(path, 1)).proposal.untold == (4, 7)


def test_a_chapter_that_is_long_for_the_model_is_asked_about_in_portions(paying, model, path):
    told = adapt(paying(tokens=SMALL), novel(path, 1))

    assert len(model.prompts) > 2
    assert "已经出场的人物" in model.prompts[1]
    assert len(told.proposal.scenes) == 1
    numbers = [one.passage for one in told.proposal.scenes[0].beats]
    assert numbers == sorted(numbers)
    assert not told.proposal.untold


def test_the_same_once_more_is_not_paid_and_gives_the_same_files(paying, model, path):
    house = paying(tokens=SMALL)
    first = adapt(house, novel(path, 1))
    before, charges = first.files.data.read_bytes(), list(model.charges)

    again = adapt(house, novel(path, 1))
    assert model.charges == charges
    assert again.files.data.read_bytes() == before
    assert again.costs == first.costs
    assert priced(house, novel(path, 1)).prices == ()


def test_a_run_that_ended_before_its_files_stood_there_paid_for_good(
    paying, model, path, monkeypatch
):
    house = paying(tokens=SMALL)
    with monkeypatch.context() as patch:
        patch.setattr(adapting, "save", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            adapt(house, novel(path, 1))
    charges = list(model.charges)

    assert adapt(house, novel(path, 1)).proposal.scenes
    assert model.charges == charges


def test_a_run_that_broke_off_goes_on_where_it_was(paying, model, path):
    house = paying(tokens=SMALL)
    parts = priced(house, novel(path, 1)).parts
    written = model.written

    def once(prompt, *, structured):
        model.written = written
        model.plan("submit", "wrong key")
        return written(prompt, structured=structured)

    model.written = once
    error = refused(Outside, house, novel(path, 1))
    assert (error.code, error.data["part"]) == ("adapting.failed", 2)
    assert len(model.charges) == 1
    assert priced(house, novel(path, 1)).held == 1

    adapt(house, novel(path, 1))
    assert len(model.charges) == parts


def test_an_order_in_doubt_is_never_sent_again(paying, model, path):
    house = paying()
    model.plan("submit", "failing")

    error = refused(Outside, house, novel(path, 1))
    assert error.code == "adapting.unknown"
    assert error.data["job"] in error.said("zh")
    assert refused(Outside, house, novel(path, 1)).code == "adapting.unknown"
    assert model.count("submit") == 1


def test_an_answer_in_another_form_is_kept_and_asked_for_again_only_with_leave(
    paying, model, path
):
    house = paying()
    model.broken = True

    for _ in range(2):
        error = refused(Invalid, house, novel(path, 1))
        assert error.code == "script.answer_unreadable"
    assert len(model.charges) == 1
    assert adapt(house, novel(path, 1), repair=True).proposal.scenes
    assert len(model.charges) == 2


def test_a_flaw_is_repaired_once_where_that_is_allowed(paying, model, path):
    house = paying()
    model.flawed = True
    adapt(house, novel(path, 1))

    told = adapt(house, novel(path, 1), repair=True)
    assert not told.proposal.untraced
    assert len(model.charges) == 2
    answers = json.loads(told.files.data.read_bytes())["answers"]
    assert [one["repair"] for one in answers] == [False, True]
    adapt(house, novel(path, 1), repair=True)
    assert len(model.charges) == 2


def test_what_a_person_changed_is_not_written_over_and_nothing_is_paid(paying, model, path):
    house = paying()
    files = adapt(house, novel(path, 1)).files
    model.charges.clear()

    for one in (files.script, files.page, files.data):
        before = one.read_bytes()
        one.write_bytes(before.replace("林夏".encode(), "林秋".encode()))
        error = refused(Conflict, house, novel(path, 1), repair=True)
        assert (error.code, error.data["path"]) == ("adapting.file_changed", one)
        one.write_bytes(before)
    files.script.write_text("我的剧本", "utf-8")
    adapt(house, novel(path, 1), force=True)
    assert files.script.read_text("utf-8") != "我的剧本"
    assert not model.charges


def test_a_file_that_only_has_the_name_of_a_proposal_is_a_persons(paying, model, path):
    mine = path.with_name("雨夜-1.proposal.txt")
    mine.write_text("我的剧本", "utf-8")

    assert refused(Conflict, paying(), novel(path, 1)).data["path"] == mine
    assert not model.seen


def test_files_go_where_a_person_says(paying, path, tmp_path):
    told = adapt(paying(), novel(path, 2), tmp_path / "elsewhere")

    assert told.files.script.parent == tmp_path / "elsewhere"
    assert not list(path.parent.glob("*proposal*"))


def test_nothing_is_sent_without_a_route_a_budget_or_a_cap(house, paying, model, path):
    assert refused(PiyingError, house, novel(path, 1)).code == "adapting.no_route"
    without = paying(budget=False)
    assert refused(Invalid, without, novel(path, 1)).code == "generating.no_budget"
    low = paying(tokens=SMALL, shot=3, episode=0.01)
    assert "0.01 CNY" in refused(PiyingError, low, novel(path, 1)).said("zh")
    assert not model.seen
    assert not list(path.parent.glob("*proposal*"))


def test_a_house_whose_routes_say_nothing_of_texts_asks_none(paying, model, path):
    house = paying()
    routes = house.settings.house / "routes.toml"
    routes.write_text(routes.read_text("utf-8").replace('"text"', '"image"'), "utf-8")

    assert refused(Invalid, house, novel(path, 1)).code == "takes.route_missing"
    assert not model.seen


def test_a_key_that_is_missing_is_said_and_the_next_run_goes_on(paying, house, model, path):
    folder = paying().settings.house
    vendors = (folder / "vendors.toml").read_text("utf-8").replace("local = true\n", "")
    (folder / "vendors.toml").write_text(
        vendors.replace("http://127.0.0.1", "https://127.0.0.1.example"), "utf-8"
    )
    keyless = replace(house, vendors=lambda: all_generators(folder, {}))

    error = refused(Outside, keyless, novel(path, 1))
    assert error.code == "adapting.waiting"
    assert "PIYING_KEY_COMPATIBLE" in error.said("zh")
    assert not model.seen


def test_the_price_is_told_before_anything_is_asked_and_is_never_passed(paying, model, path):
    house = paying(tokens=SMALL)

    price = priced(house, novel(path, 1))
    assert (price.held, price.blocked, price.model) == (0, None, "compatible/writer")
    assert not model.seen
    assert adapt(house, novel(path, 1)).costs[0].minor <= price.totals[0].minor
    low = priced(paying(episode=0.01), novel(path, 2))
    assert low.blocked is not None


def test_what_was_paid_counts_for_the_episode_of_its_chapter(paying, path):
    house = paying()
    adapt(house, novel(path, 2))

    (job,) = Jobs(house.store).rows.jobs()
    assert (job.place.series, job.place.episode, job.place.shot) == ("雨夜", 2, "text-1")


def test_a_dry_run_with_stand_ins_costs_nothing(house, path):
    folder = house.settings.house
    (folder / "vendors.toml").write_text("dry_run = true\n", "utf-8")
    (folder / "routes.toml").write_text(
        '[[route]]\nid = "w"\nmedium = "text"\ncandidates = ["placeholder/placeholder-text"]\n',
        "utf-8",
    )
    today = SystemClock()
    dry = replace(house, clock=today, vendors=lambda: all_generators(folder, {}))

    told = adapt(dry, novel(path, 1))
    assert told.costs == ()
    assert told.files.script.exists()


def test_a_fallback_takes_over_and_its_answer_is_found_again(paying, model, path):
    house = paying()
    folder = house.settings.house
    (folder / "models.toml").write_text(
        (folder / "models.toml").read_text("utf-8").replace('"writer"', '"absent"')
        + (folder / "models.toml").read_text("utf-8").partition("\n\n")[2],
        "utf-8",
    )
    (folder / "prices.toml").write_text(
        (folder / "prices.toml").read_text("utf-8")
        + (folder / "prices.toml")
        .read_text("utf-8")
        .partition("\n")[2]
        .partition("\n")[2]
        .replace("writer", "absent"),
        "utf-8",
    )
    (folder / "routes.toml").write_text(
        '[[route]]\nid = "w"\nmedium = "text"\ncandidates = ["compatible/absent"]\n'
        'fallback = ["compatible/writer"]\nallow = ["busy"]\n',
        "utf-8",
    )

    told = adapt(house, novel(path, 1))
    answers = json.loads(told.files.data.read_bytes())["answers"]
    assert [one["model"] for one in answers] == ["compatible/writer"]
    asked = model.count("submit")
    adapt(house, novel(path, 1))
    assert model.count("submit") == asked
