"""Settings come from the environment; what is typed is stronger; what cannot be is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from piying.model.clock import Rate
from piying.model.errors import Invalid
from piying.render.workers import core_count
from piying.studio.config import crew_settings, picture_settings, settings_from

HERE = Path("here")


def test_films_run_at_25_frames_with_the_profile_s_own_encoder():
    found = settings_from({}, HERE)

    assert (found.rate, found.encoder) == (Rate(25), "")


@pytest.mark.parametrize("rate", [24, 25, 30, 50, 60])
def test_rate_and_encoder_come_from_the_environment(rate):
    found = settings_from({"PIYING_RATE": str(rate), "PIYING_ENCODER": "libsvtav1"}, HERE)

    assert (found.rate, found.encoder) == (Rate(rate), "libsvtav1")


def test_what_is_typed_is_stronger():
    found = settings_from({"PIYING_RATE": "30", "PIYING_ENCODER": "libsvtav1"}, HERE)

    assert picture_settings(found, None, None) == found
    typed = picture_settings(found, "60", "h264_nvenc")
    assert (typed.rate, typed.encoder) == (Rate(60), "h264_nvenc")


@pytest.mark.parametrize("value", ["0", "26", "29.97", "fast", "２５"])
def test_a_rate_that_no_film_runs_at_is_refused(value):
    with pytest.raises(Invalid, match="24, 25, 30, 50, 60") as refused:
        settings_from({"PIYING_RATE": value}, HERE)

    assert refused.value.code == "cli.bad_rate"
    with pytest.raises(Invalid):
        picture_settings(settings_from({}, HERE), value, None)


def test_an_encoder_that_is_not_known_is_refused():
    with pytest.raises(Invalid) as refused:
        settings_from({"PIYING_ENCODER": "mpeg2"}, HERE)

    assert refused.value.code == "render.encoder_unknown"


def test_workers_are_a_number_or_a_cluster():
    there = "dask://10.0.0.1:8786"
    many = settings_from({"PIYING_WORKERS": "3"}, HERE)
    afar = settings_from({"PIYING_WORKERS": there}, HERE)

    assert (many.workers, many.cluster) == (3, "")
    assert (afar.workers, afar.cluster) == (core_count(), there)
    assert crew_settings(afar, "2") == crew_settings(many, "2"), "what is typed is stronger"


@pytest.mark.parametrize("value", ["ray://10.0.0.1:1", "dask://nowhere", "://"])
def test_an_address_that_is_none_is_refused(value):
    with pytest.raises(Invalid, match="dask://host:port") as refused:
        settings_from({"PIYING_WORKERS": value}, HERE)

    assert refused.value.code == "render.cluster_address"


def test_a_database_is_named_by_its_address():
    address = "postgresql://me:geheim@db:5433/films"

    assert settings_from({}, HERE).database == ""
    found = settings_from({"PIYING_DATABASE_URL": address}, HERE)
    assert found.database == address
    assert "geheim" not in repr(found)
    with pytest.raises(Invalid) as refused:
        settings_from({"PIYING_DATABASE_URL": "mysql://me:geheim@db/films"}, HERE)
    assert "geheim" not in str(refused.value)
