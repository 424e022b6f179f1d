"""What Azure answers, beyond the contract of every vendor."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from partners.contract import Files, keys_of
from partners.emulator import Reply, pcm
from partners.emulators.azure import CASES, LINE, AzureVendor
from piying.model.errors import Invalid, Outside
from piying.model.people import Voice
from piying.takes.generator import Ended, Pending

CASE = CASES[0]
FILES = Files()


@pytest.fixture(name="vendor")
def _vendor():
    with AzureVendor() as vendor:
        yield vendor


def started(vendor):
    generator = CASE.generator(vendor.url, keys_of(CASE))
    card = next(card for card in generator.cards if card.model == CASE.model)
    return generator, generator.order(LINE, card, 7)


def finished(generator, order):
    job = generator.submit(order, FILES, "01K").job
    while isinstance(answer := generator.poll(order, job), Pending):
        pass
    return answer.made


def test_the_same_key_makes_one_job_however_often_it_is_sent(vendor):
    generator, order = started(vendor)
    jobs = {generator.submit(order, FILES, "01K").job for _ in range(3)}

    assert generator.honours_keys
    assert len(jobs) == len(vendor.charges) == 1
    assert generator.submit(order, FILES, "01L").job not in jobs


def test_marks_cover_the_voice_and_follow_its_words(vendor):
    made = finished(*started(vendor))
    marks = made.facts.marks

    assert (made.facts.sample_rate, made.facts.channels) == (48000, 1)
    assert marks[0].start == 0
    assert marks[-1].end == made.facts.sample_count
    assert all(one.end == two.start for one, two in pairwise(marks))
    assert {"n", "h", "sh", "j"} <= {mark.text for mark in marks}


def test_a_voice_without_times_of_words_is_refused_and_owed(vendor):
    """ "Not all voices support word boundaries." """
    vendor.words = None
    with pytest.raises(Ended) as caught:
        finished(*started(vendor))

    assert (caught.value.code, caught.value.owed) == ("partners.times_missing", True)


@pytest.mark.parametrize("words", [[], {"Text": "x"}, [{"Text": "x"}], [1]])
def test_times_of_words_in_another_shape_are_a_broken_file(vendor, words):
    vendor.words = words
    with pytest.raises(Outside) as caught:
        finished(*started(vendor))

    assert caught.value.code == "partners.file_broken"


@pytest.mark.parametrize("made", [b"no zip", b"PK\x03\x04" + b"\0" * 40])
def test_an_archive_that_cannot_be_opened_is_a_broken_file(vendor, made):
    vendor.plan("download", Reply(200, made, "application/zip"))
    with pytest.raises(Outside) as caught:
        finished(*started(vendor))

    assert caught.value.code == "partners.file_broken"


def test_silence_is_no_voice(vendor):
    vendor.made = b"RIFF" + pcm(100, 48000)
    with pytest.raises(Outside):
        finished(*started(vendor))


@pytest.mark.parametrize("voice", [None, Voice("kokoro", "zf_xiaoxiao")])
def test_a_voice_of_another_provider_is_refused(vendor, voice):
    generator, _ = started(vendor)
    with pytest.raises(Invalid) as caught:
        generator.order(replace(LINE, voice=voice), generator.cards[0], 7)

    assert caught.value.code == "partners.voice_foreign"
    assert vendor.seen == []
