"""What is asked of models becomes takes, by jobs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.errors import Invalid, Missing, Outside
from piying.model.job import JobState
from piying.partners.providers.placeholder import Placeholder
from piying.store.jobs import Jobs
from piying.studio.shooting.asking import asking_of
from piying.studio.shooting.board import board
from piying.studio.shooting.generate import Batch
from piying.studio.shooting.quoting import wanted
from piying.studio.writing.write import write
from piying.takes.generator import Pace

ROUTES = (
    '[[route]]\nid = "voices"\nmedium = "speech"\n'
    'candidates = ["placeholder/placeholder-speech"]\n'
)


class Quick(Placeholder):
    """Stand-ins that are done at once."""

    pace = Pace(at_once_max=8, per_minute_max=6000, poll_ms=1)

    def __init__(self):
        super().__init__(lambda: 1, 0)
        self.sent = []
        self.refuses = ""

    def order(self, brief, card, seed):
        if self.refuses and self.refuses in brief.prompt:
            raise Invalid("takes.prompt_missing", provider=self.name, model=card.model)
        return super().order(brief, card, seed)

    def submit(self, order, inputs, key):
        self.sent.append(order)
        return super().submit(order, inputs, key)


class Plant:
    """A house with a vendor, and what its first episode wants of it."""

    def __init__(self, house, script):
        (house.settings.house / "routes.toml").write_text(ROUTES, "utf-8")
        self.vendor = Quick()
        self.house = replace(house, vendors=lambda: (self.vendor,))
        held = board(self.house, write(self.house, script).name, 1).board
        self.asking = asking_of(self.house, held)
        self.asks = wanted(self.asking)

    def make(self, **more):
        return Batch(self.house, self.asking.board, self.asking.book, **more).make(self.asks)

    def jobs(self):
        return Jobs(self.house.store).rows.jobs()


@pytest.fixture
def plant(house, script):
    return Plant(house, script)


def test_everything_that_is_asked_for_is_sent_once_and_becomes_a_take(plant):
    made = plant.make()

    assert made.keys() == plant.asks.keys()
    assert len(plant.vendor.sent) == len(plant.asks) == len(plant.jobs())
    assert wanted(plant.asking) == {}
    assert plant.make().keys() == made.keys()
    assert len(plant.vendor.sent) == len(plant.asks)


def test_an_order_that_cannot_be_written_leaves_nothing_reserved(plant):
    plant.vendor.refuses = next(reversed(plant.asks.values())).brief.prompt

    with pytest.raises(Invalid):
        plant.make()

    assert plant.jobs() == ()
    assert plant.vendor.sent == []


def test_a_take_whose_bytes_are_lost_is_not_paid_for_again_unasked(plant):
    take = next(iter(plant.make().values()))
    plant.house.store.blobs.path(take.blob).unlink()
    sent = len(plant.vendor.sent)

    with pytest.raises(Outside, match=take.id):
        plant.make()

    assert len(plant.vendor.sent) == sent


def test_a_vendor_that_is_not_set_up_is_named_with_the_shot(plant):
    book = replace(plant.asking.book, vendors=())
    batch = Batch(plant.house, plant.asking.board, book)

    with pytest.raises(Missing, match="no vendor placeholder"):
        batch.make(plant.asks)

    assert plant.jobs() == ()


def test_what_was_cancelled_is_told_with_its_job_and_asked_for_again_only_on_purpose(plant):
    batch = Batch(plant.house, plant.asking.board, plant.asking.book)
    first = next(iter(plant.asks.values()))
    job = batch._reserved(batch._asked(first), again=False)
    Jobs(plant.house.store).cancel(job.id, plant.house.clock.now_ms(), "she")

    with pytest.raises(Outside, match=f"the job {job.id}"):
        plant.make()

    assert len(plant.vendor.sent) == len(plant.asks) - 1
    plant.make(again=True)
    states = [one.state for one in plant.jobs()]
    assert states.count(JobState.DONE) >= len(plant.asks)


def test_what_waits_for_the_same_reason_is_told_once_with_every_shot(plant):
    told = {"provider": "placeholder", "variables": "KEY", "service": "piying"}

    def without_a_key(*_given):
        raise Missing("partners.key_missing", **told)

    plant.vendor.submit = without_a_key
    with pytest.raises(Outside) as caught:
        plant.make()

    (reason,) = caught.value.data["reasons"]
    assert reason.data["shot"].split(", ") == [ask.shot for ask in plant.asks.values()]
    assert sorted(reason.data["job"].split(", ")) == sorted(job.id for job in plant.jobs())
    assert caught.value.said("en").count("There is no key for placeholder") == 1
