"""A house is served beside other runs, by one server at a time, never openly to others."""

from __future__ import annotations

import pytest

from piying.model.errors import Conflict, Invalid
from piying.store.store import held
from piying.studio.config import SystemClock
from piying.studio.house import Settings
from piying.studio.serving import Place, check, served


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "house", tmp_path / "data", tmp_path / "out")


def test_other_runs_work_in_the_house_meanwhile(settings):
    with served(settings, SystemClock()) as house, held(settings.house):
        check(house)


def test_a_second_server_is_refused(settings):
    with (
        served(settings, SystemClock()),
        pytest.raises(Conflict, match="served already"),
        served(settings, SystemClock()),
    ):
        pass
    with served(settings, SystemClock()) as house:
        check(house)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Place(host="0.0.0.0"), "web.origin_missing"),  # noqa: S104 - that is refused
        (Place(origin="http://drama.example"), "web.origin_open"),
        (Place(origin="drama.example"), "web.origin_form"),
        (Place(origin="https://drama.example/tv"), "web.origin_form"),
        (Place(territory="China"), "web.territory_form"),
        (Place(territory="cn"), "web.territory_form"),
    ],
)
def test_a_place_that_is_open_to_others_without_tls_is_refused(place, code):
    with pytest.raises(Invalid) as caught:
        place.checked()

    assert caught.value.code == code


def test_this_machine_alone_is_served_by_default():
    place = Place().checked()

    assert place.hosts == ("127.0.0.1", "localhost", "::1")
    assert place.origin_at(8000) == "http://localhost:8000"
    assert Place(origin="https://drama.example/").checked().hosts == ("drama.example",)
