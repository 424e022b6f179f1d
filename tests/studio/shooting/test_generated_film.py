"""A film by vendors on loopback, from the script to the finished file."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import av
import pytest

from piying.model.errors import Invalid, Outside
from piying.model.job import JobState
from piying.model.joined import JOINED_TYPE
from piying.model.take import FlagWord
from piying.partners.providers.placeholder import Placeholder
from piying.render.joiner import PROVIDER, Joiner
from piying.store.jobs import Jobs
from piying.studio.config import SystemClock
from piying.studio.house import Settings, opened
from piying.studio.make import make, plan
from piying.studio.progress import Silent
from piying.studio.shooting.board import board
from piying.studio.shooting.shoot import shoot
from piying.studio.shooting.takes import takes
from piying.studio.writing.write import write
from piying.takes.generator import Pace

HERE = Path(__file__).parents[1]
LONG = "我听见了脚步声，你不要躲了，快点出来说话，我知道你就在这扇门的后面。"
SHORT = "谁？"
SCRIPT = f"""《小戏》

第1集：门

1-1 夜 内 木匠铺客厅
人物：林夏、陈默
△林夏推开门。
林夏：（害怕）{LONG}
陈默：（平静）是我。
"""


def _emulated():
    if "piying_emulated" not in sys.modules:
        spec = importlib.util.spec_from_file_location("piying_emulated", HERE / "emulated.py")
        sys.modules["piying_emulated"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["piying_emulated"])
    return sys.modules["piying_emulated"]


emulated = _emulated()


class Plant:
    """Two vendors, and the house that asks them."""

    def __init__(self, folder, fakes, painter, studio):
        self.folder, self.fakes, self.painter, self.studio = folder, fakes, painter, studio
        self.script = folder / "小戏.txt"
        self.told = emulated.vendors(painter.url, studio.url)
        self.write(SCRIPT)
        emulated.rules_in(folder / "house")

    def write(self, text):
        self.script.write_text(text, "utf-8")

    @contextmanager
    def opened(self):
        settings = Settings(
            self.folder / "house", self.folder, self.folder / "out", language="en", workers=1
        )
        given = (*self.fakes.Cast().providers(), Joiner())
        with opened(settings, given, SystemClock(), Silent(), lambda: self.told) as house:
            yield house

    def make(self):
        with self.opened() as house:
            return make(house, write(house, self.script).name, 1, "tiny")

    def shoot(self):
        with self.opened() as house:
            name = write(house, self.script).name
            board(house, name, 1)
            return shoot(house, name, 1)

    def rows(self):
        with self.opened() as house:
            return takes(house, "小戏", 1)

    @property
    def sent(self):
        """How many stills and clips were paid."""
        return len(self.painter.charges), len(self.studio.charges)

    def jobs(self):
        with self.opened() as house:
            return Jobs(house.store).rows.jobs()

    def die(self, vendor, step):
        """Make the film in a process that ends when `vendor` has done `step`."""
        run = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, HERE / "emulated.py", self.folder, self.script, self.painter.url,
             self.studio.url, vendor, step],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True, check=False,
        )  # fmt: skip
        assert run.returncode == 9, run.stderr.decode()


@pytest.fixture
def plant(tmp_path, fakes, tiny):  # noqa: ARG001 - for what it does
    with emulated.Painter() as painter, emulated.Studio() as studio:
        yield Plant(tmp_path, fakes, painter, studio)
        assert (painter.wrong, studio.wrong) == ([], [])


def brightness(path):
    """How bright every frame of a film is beside its words."""
    with av.open(str(path)) as file:
        return [
            frame.to_ndarray(format="gray")[70:, :15].mean() for frame in file.decode(video=0)
        ]


def test_an_episode_is_made_once_and_only_what_changed_is_asked_for_again(plant):
    film = plant.make()

    assert film.mastered.path.is_file()
    stills, clips = plant.sent
    assert film.shot.cost.minor == 20 * stills
    rows = plant.rows()
    assert stills == len({row.take.recipe for row in rows if row.need.of == "still"})
    assert clips == len({row.take.recipe for row in rows if row.take.provider == "comfy"})
    begun = set(plant.studio.uploaded.values())
    assert {emulated.painted(prompt) for _, prompt in plant.painter.charges} <= begun
    _goes_on(film, rows)

    assert plant.shoot().made_count == 0
    assert plant.sent == (stills, clips)

    plant.write(SCRIPT.replace("推开门", "关上门"))
    assert plant.shoot().made_count == 2
    assert plant.sent == (stills + 1, clips + 1)

    plant.write(SCRIPT.replace("推开门", "关上门").replace("是我。", "是你。"))
    plant.shoot()
    assert plant.sent == (stills + 1, clips + 1), "as long a line asks for no other picture"


def _goes_on(film, rows):
    """A part begins where the one before it ends: nothing jumps where they meet."""
    at = 0
    for roll in film.shot.rolls:
        if roll.picture.facts.media_type == JOINED_TYPE:
            break
        at += roll.length_frames
    seen = brightness(film.mastered.path)[at + 3 : at + roll.length_frames - 3]
    steps = [before - after for before, after in pairwise(seen)]
    assert seen[0] - seen[-1] > 30
    assert max(map(abs, steps)) < 12
    told = [
        (row.need.of, row.take.provider)
        for row in rows
        if row.need.name == roll.shot.id and row.need.kind == "picture"
    ]
    assert told[0] == ("still", "compatible")
    assert told[1] == (f"1/{len(told) - 2}", "comfy")
    assert told[-1] == ("", PROVIDER)


def test_a_run_that_would_pass_a_cap_sends_nothing(plant):
    emulated.rules_in(plant.folder / "house", budget=emulated.BUDGET.replace("50", "0.5"))

    with pytest.raises(Invalid) as caught:
        plant.make()

    assert (caught.value.code, caught.value.exit_code) == ("takes.over_budget", 2)
    assert "the cap for the episode is 0.50 CNY" in caught.value.said("en")
    assert plant.sent == (0, 0)
    assert plant.jobs() == ()
    with plant.opened() as house:
        price = plan(house, "小戏", 1).price
    assert not price.fits
    assert price.estimated
    assert {line.ask.called for line in price.lines} == {"compatible/painter", "comfy/motion"}


def test_without_a_budget_nothing_that_costs_money_is_sent(plant):
    (plant.folder / "house" / "budget.toml").unlink()

    with pytest.raises(Invalid) as caught:
        plant.make()

    assert caught.value.code == "generating.no_budget"
    assert caught.value.exit_code == 2
    assert plant.sent == (0, 0)
    with plant.opened() as house:
        price = plan(house, "小戏", 1).price
    assert price.totals[0].minor == 20 * len({line.ask.shot for line in price.lines})
    assert not price.fits


def test_what_moderation_refuses_is_named_and_the_rest_is_kept(plant):
    short = SCRIPT.replace(LONG, SHORT)
    plant.write(short)
    plant.painter.moderated = "推开门"

    with pytest.raises(Outside) as caught:
        plant.shoot()

    said = caught.value.said("en")
    assert "painter of compatible did not make it" in said
    assert "e01s01-" in said
    kept = plant.sent[0]
    assert kept > 0
    with pytest.raises(Outside, match="did not make it"):
        plant.shoot()
    refused = [one for step, one in plant.painter.seen if "推开门" in one.data.decode("utf-8")]
    assert len(refused) == 1, "what was refused is not sent again unasked"
    plant.painter.moderated = ""
    plant.write(short.replace("推开门", "关上门"))
    plant.shoot()
    assert plant.sent[0] == kept + 1


def test_a_fallback_is_asked_only_where_it_is_allowed_and_its_take_says_so(plant):
    allowed = '\nfallback = ["compatible/sketcher"]\nallow = ["refused"]\n'
    emulated.rules_in(
        plant.folder / "house", emulated.STILLS.rstrip() + allowed + emulated.CLIPS
    )
    plant.painter.moderated = "推开门"

    ((shot, flag),) = plant.shoot().flagged

    assert flag.word is FlagWord.FALLBACK
    assert "compatible/painter -> compatible/sketcher (stills: refused:" in flag.said
    sent = plant.sent
    flagged = [row for row in plant.rows() if row.flags]
    assert [(row.need.name, row.need.of, row.model) for row in flagged] == [
        (shot, "still", "sketcher")
    ]
    plant.shoot()
    assert plant.sent == sent


def test_a_killed_run_goes_on_and_sends_nothing_twice(plant):
    plant.write(SCRIPT.replace(LONG, SHORT))
    plant.die("comfy", "poll")
    stills, clips = plant.sent
    assert clips == 1

    plant.shoot()

    rows = plant.rows()
    asked = {row.take.recipe for row in rows if row.take.provider == "comfy"}
    assert plant.sent == (stills, len(asked))


def test_what_nobody_knows_after_a_kill_is_left_to_a_person(plant):
    plant.write(SCRIPT.replace(LONG, SHORT))
    plant.die("compatible", "submit")

    with pytest.raises(Outside, match="nobody can tell"):
        plant.shoot()

    unknown = [job for job in plant.jobs() if job.state is JobState.UNKNOWN]
    prompts = [prompt for _, prompt in plant.painter.charges]
    assert unknown
    assert len(set(prompts)) == len(prompts)


class Quick(Placeholder):
    """The stand-ins, asked more often."""

    pace = Pace(at_once_max=8, per_minute_max=6000, poll_ms=5)


ALL = "".join(
    f'[[route]]\nid = "{medium}"\nmedium = "{medium}"\n{frame}'
    f'candidates = ["placeholder/placeholder-{medium}"]\n'
    for medium, frame in (
        ("image", 'frame = "360x640"\n'), ("video", 'frame = "360x640"\n'), ("speech", ""),
        ("music", ""),
    )
)  # fmt: skip


def test_the_stand_ins_make_a_whole_film_for_nothing_without_a_budget(plant):
    (plant.folder / "house" / "budget.toml").unlink()
    plant.write(SCRIPT.replace(LONG, SHORT))
    emulated.rules_in(plant.folder / "house", ALL, budget="")
    plant.told = (Quick(SystemClock().now_ms, 0),)

    film = plant.make()

    assert film.mastered.path.is_file()
    assert film.shot.cost.minor == 0
    assert {job.provider for job in plant.jobs()} == {"placeholder"}
    assert plant.sent == (0, 0)
