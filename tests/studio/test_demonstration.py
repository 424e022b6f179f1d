"""The end of demo: a film goes the way that people go, and nothing pretends to be theirs."""

from __future__ import annotations

import pytest

from piying.model.release import Listing
from piying.studio import demonstration
from piying.studio.house import Settings, opened
from piying.studio.progress import Silent
from piying.studio.releasing.release import look
from piying.studio.reviewing.audit import audit
from piying.studio.reviewing.docket import open_docket

PLANS = '[[plan]]\nid = "own"\nseries = "*"\nsince = 2026-01-01\nfree_episodes = 9\n'


def show(house):
    return demonstration.demonstrate(house, "小戏", 1, "tiny")


@pytest.fixture(scope="module")
def shown(fakes, tmp_path_factory):
    """A house on a machine without a key, what the first showing told, and the second."""
    root = fakes.film_house(tmp_path_factory.mktemp("shown"))
    settings = Settings(
        root / "house", root / "data", root / "out", language="en", workers=1,
        signing_key=root / "signing.pem",
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PIYING_SIGNING_SEED", raising=False)
        with (
            fakes.tiny(patch),
            opened(settings, fakes.Cast().providers(), fakes.Clock(), Silent()) as house,
        ):
            (house.settings.house / "plans.toml").write_text(PLANS, "utf-8")
            first = show(house)
            before = look(house), open_docket(house, "小戏", 1).entries
            yield house, first, show(house), before


def test_the_film_is_out_and_everything_is_called_a_demonstration(shown):
    house, first, _, _ = shown
    (held,) = look(house, "小戏")
    listing = house.store.get(held.release.listing, Listing)
    told = [one for _, one in open_docket(house, "小戏", 1).entries]

    assert first.fresh
    assert held.out
    assert listing.numbers == (("platform_number", demonstration.NUMBER),)
    assert all(demonstration.MARK in one.actor.name for one in told)
    assert all("示范" in one.decision.note for one in told if one.decision)


def test_a_key_is_made_once_and_the_log_is_as_it_should_be(shown):
    house, first, again, _ = shown

    assert first.key == house.settings.signing_key
    assert again.key is None
    assert house.settings.signing_key.stat().st_mode & 0o077 == 0
    assert audit(house).good


def test_done_again_it_changes_nothing(shown):
    house, _, again, before = shown

    assert not again.fresh
    assert (look(house), open_docket(house, "小戏", 1).entries) == before


def test_what_an_operator_wrote_stays(shown):
    assert (shown[0].settings.house / "plans.toml").read_text("utf-8") == PLANS


def test_a_house_with_people_of_its_own_is_left_alone(filmed):
    folder = filmed.settings.house
    (folder / "people.toml").write_text('[[person]]\nname = "林"\nroles = ["lead"]\n', "utf-8")

    assert show(filmed).own
    assert look(filmed) == ()
    assert not (folder / "plans.toml").exists()
