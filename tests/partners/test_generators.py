"""What every generator keeps, whoever the vendor: the port of `piying.takes.generator`.

A vendor joins with the name of its file under `emulators/`, whose `CASES` are tried here.
"""

from __future__ import annotations

import importlib
import json
import logging
import re
import traceback

import pytest

from partners.contract import Files, card_of, keys_of
from partners.emulator import KEY, WRONG_KEY, Reply, clip, picture, voice
from piying.model.brief import Medium
from piying.model.canon import canonical, decode
from piying.model.card import Unit
from piying.model.errors import Missing, Outside, PiyingError
from piying.model.job import Order
from piying.partners.keys import Keys
from piying.partners.media import media_type
from piying.partners.pricelist import prices
from piying.takes.generator import Ended, NotTaken, Pending, Receipt

VENDORS = ("google", "compatible", "comfy", "kling", "ark", "azure", "aliyun")
"""A line for each vendor."""

CASES = [
    case
    for vendor in VENDORS
    for case in importlib.import_module(f"partners.emulators.{vendor}").CASES
]


def by(fits):
    return pytest.mark.parametrize(
        "case", [case for case in CASES if fits(case)], ids=lambda case: case.name
    )


EACH = by(lambda _: True)
AT_ONCE = by(lambda case: case.at_once)
LATER = by(lambda case: not case.at_once)
WITH_KEY = by(lambda case: not case.no_key)
WITH_LINK = by(lambda case: case.downloads)
CANCELS = by(lambda case: case.cancels)

FILES = Files(picture(), picture(640, 1138), clip(), voice())
SORTS = {Medium.IMAGE: "image/", Medium.VIDEO: "video/"}
TEXTS = ("text/plain", "application/json")


class Bench:
    """One vendor on loopback, the generator that asks it, and one order."""

    def __init__(self, case, vendor):
        self.case, self.vendor = case, vendor
        self.generator = self.again()
        self.card = card_of(self.generator, case.model, case.brief.medium)
        self.order = self.generator.order(case.brief, self.card, 7)

    def again(self, key=KEY):
        """A new instance, as after a crash."""
        return self.case.generator(self.vendor.url, keys_of(self.case, key))

    def submit(self, generator=None):
        return (generator or self.generator).submit(self.order, FILES, "01JOB")

    def finish(self, generator=None):
        """Submit and poll to the end."""
        receipt = self.submit(generator)
        for _ in range(10):
            if receipt.made:
                return receipt
            answer = (generator or self.generator).poll(self.order, receipt.job or self.job)
            if isinstance(answer, Receipt):
                return answer
            self.job = receipt.job
        raise AssertionError("it never ends")


@pytest.fixture(name="bench")
def _bench(case):
    with case.emulator() as vendor:
        yield Bench(case, vendor)


def shown(error):
    """Everything of an error that could reach a person, a log or the database."""
    return "\n".join(
        (
            str(error), error.said("zh"), repr(error), repr(error.data), repr(error.args),
            "".join(traceback.format_exception(error)),
        )
    )  # fmt: skip


def failure(attempt):
    """The error that `attempt` ends with; None where it goes well."""
    try:
        attempt()
    except PiyingError as error:
        return error
    return None


# --- cards and orders ---------------------------------------------------------------------


@EACH
def test_cards_name_the_vendor_the_medium_and_their_source(bench):
    for card in bench.generator.cards:
        assert card.provider == bench.generator.name
        assert card.model
        if card.medium in SORTS and not card.offline and not card.successor:
            assert card.sizes
        assert all(limit.most > 0 for limit in card.roles)


@EACH
def test_a_pace_lets_something_through(bench):
    pace = bench.generator.pace

    assert min(pace.at_once_max, pace.per_minute_max, pace.poll_ms) > 0


@EACH
def test_equal_briefs_give_equal_orders_from_any_instance(bench, case):
    again = bench.again(WRONG_KEY).order(case.brief, bench.card, 7)

    assert canonical(again) == canonical(bench.order)
    assert bench.vendor.seen == []


@EACH
def test_an_order_holds_no_secret_and_no_bytes_of_files(bench, case):
    data = canonical(bench.order)

    assert KEY.encode() not in data
    assert len(data) < 20_000
    assert "base64," not in bench.order.body
    assert set(bench.order.blobs) == {one.blob for one in case.brief.references}
    assert bench.order.body == canonical(json.loads(bench.order.body)).decode()
    assert decode(data, Order) == bench.order


# --- making -------------------------------------------------------------------------------


@EACH
def test_what_is_made_is_of_the_sort_asked_for_and_its_facts_are_true(bench, case):
    made = bench.finish().made

    assert bench.vendor.wrong == []
    assert made.data
    assert made.facts.byte_count == len(made.data)
    if case.brief.medium is Medium.TEXT:
        assert made.facts.media_type in TEXTS
        assert made.data.decode()
    else:
        assert made.facts.media_type.startswith(SORTS.get(case.brief.medium, "audio/"))
        assert media_type(made.data) == made.facts.media_type


@EACH
def test_a_vendor_that_bills_by_the_token_says_how_many_it_counted(bench, case):
    by_token = {
        (one.provider, one.model) for one in prices("") if one.unit is Unit.MILLION_TOKENS
    }
    used = bench.finish().used

    if (bench.card.provider, bench.card.model) in by_token or case.brief.medium is Medium.TEXT:
        assert used.written > 0
    if case.brief.medium is Medium.TEXT:
        assert (used.read, used.written) == (30, 12)


@EACH
def test_one_order_is_sent_and_paid_once(bench):
    bench.finish()

    assert bench.vendor.count("submit") == 1
    assert len(bench.vendor.charges) == 1


@EACH
def test_no_log_and_no_take_shows_the_key_or_the_query_of_a_link(bench, caplog):
    caplog.set_level(logging.DEBUG)
    made = bench.finish().made

    assert KEY not in caplog.text
    assert not re.search(r"https?://\S+\?", caplog.text)
    assert KEY.encode() not in canonical(made.facts) + made.data


@LATER
def test_polling_sends_no_order(bench):
    job = bench.submit().job
    before = bench.vendor.count("submit")
    for _ in range(3):
        bench.generator.poll(bench.order, job)

    assert bench.vendor.count("submit") == before == 1
    assert len(bench.vendor.charges) == 1


@LATER
def test_a_job_is_finished_by_another_instance(bench):
    job = bench.submit().job
    other = bench.again()
    answers = [other.poll(bench.order, job) for _ in range(bench.vendor.POLLS + 1)]

    assert bench.generator.resumes
    assert isinstance(answers[0], Pending)
    assert isinstance(answers[-1], Receipt)
    assert answers[-1].made
    assert len(bench.vendor.charges) == 1


@CANCELS
def test_a_job_can_be_given_up(bench):
    job = bench.submit().job

    assert bench.generator.cancel(bench.order, job) is True
    assert bench.vendor.count("cancel") >= 1


@by(lambda case: not case.cancels and not case.at_once)
def test_a_vendor_that_cannot_give_a_job_up_says_so(bench):
    job = bench.submit().job

    assert bench.generator.cancel(bench.order, job) is False


# --- refusals ------------------------------------------------------------------------------


@by(lambda case: not (case.no_key or case.key_optional))
def test_without_a_key_nothing_is_sent_and_its_places_are_named(bench, case):
    bare = case.generator(bench.vendor.url, Keys({}, ring=lambda _: None))
    with pytest.raises(Missing) as caught:
        bench.submit(bare)

    assert "PIYING_KEY_" in str(caught.value)
    assert "keyring" in str(caught.value)
    assert bench.vendor.seen == []


@WITH_KEY
def test_a_wrong_key_is_refused_by_the_vendor_and_costs_nothing(bench):
    with pytest.raises(NotTaken) as caught:
        bench.submit(bench.again(WRONG_KEY))

    assert caught.value.code == "partners.key_refused"
    assert not caught.value.retryable
    assert WRONG_KEY not in shown(caught.value)
    assert bench.vendor.charges == []


@EACH
@pytest.mark.parametrize(
    ("word", "code", "retryable"),
    [
        ("wrong key", "partners.key_refused", False),
        ("no credit", "partners.no_credit", False),
        ("unknown model", "partners.model_unknown", False),
        ("too large", "partners.too_large", False),
        ("too many", "partners.too_many", True),
        ("bad request", "partners.not_accepted", False),
    ],
)
def test_a_refused_order_is_certainly_not_taken(bench, word, code, retryable):
    bench.vendor.plan("submit", word)
    with pytest.raises(NotTaken) as caught:
        bench.submit()

    assert (caught.value.code, caught.value.retryable) == (code, retryable)
    assert bench.generator.name in str(caught.value)
    assert bench.order.model in str(caught.value)
    assert bench.case.no_key or KEY not in shown(caught.value)
    assert bench.vendor.count("submit") == 1


@EACH
def test_the_time_that_a_vendor_asks_to_wait_is_told(bench):
    bench.vendor.plan("submit", "too many")
    with pytest.raises(NotTaken) as caught:
        bench.submit()

    assert caught.value.again_ms == 7000


@EACH
@pytest.mark.parametrize("word", ["failing", "empty", "no json"])
def test_after_a_doubtful_answer_nobody_knows_whether_it_was_taken(bench, word):
    bench.vendor.plan("submit", word)
    with pytest.raises(Outside) as caught:
        bench.submit()

    assert not isinstance(caught.value, NotTaken | Ended)
    assert bench.generator.name in str(caught.value)
    assert bench.vendor.count("submit") == 1


@EACH
def test_an_order_to_a_closed_port_was_certainly_not_taken(case):
    with case.emulator() as vendor:
        bench = Bench(case, vendor)
    with pytest.raises(NotTaken) as caught:
        bench.submit()

    assert caught.value.code == "partners.not_reached"
    assert caught.value.retryable


@EACH
def test_no_redirect_of_an_order_is_followed(bench):
    bench.vendor.plan("submit", "elsewhere")
    with pytest.raises(NotTaken) as caught:
        bench.submit()

    assert caught.value.code == "partners.redirected"


@by(lambda case: case.moderates)
def test_refused_content_is_said_in_plain_words(bench):
    bench.vendor.plan("submit" if bench.case.at_once else "result", "moderated")
    with pytest.raises((NotTaken, Ended)) as caught:
        bench.finish()

    assert caught.value.code == "partners.moderated"
    assert not caught.value.retryable


@by(lambda case: not case.no_key or not case.at_once)
def test_an_order_of_another_format_is_not_sent(bench):
    object.__setattr__(bench.order, "version", 99)
    with pytest.raises(NotTaken) as caught:
        bench.submit()

    assert caught.value.code == "partners.order_old"
    assert bench.vendor.seen == []


@EACH
def test_an_order_for_another_host_is_not_sent_there(bench, case):
    with case.emulator() as other:
        elsewhere = bench.order.endpoint.replace(bench.vendor.url, other.url)
        object.__setattr__(bench.order, "endpoint", elsewhere)
        with pytest.raises(NotTaken):
            bench.submit()

        assert elsewhere.startswith(other.url)
        assert other.seen == []


# --- polling --------------------------------------------------------------------------------


@LATER
@pytest.mark.parametrize("word", ["failing", "too many", "empty", "no json"])
def test_a_poll_that_fails_may_be_asked_again_and_loses_nothing(bench, word):
    job = bench.submit().job
    bench.vendor.plan("poll", word)
    with pytest.raises(Outside) as caught:
        bench.generator.poll(bench.order, job)
    for _ in range(bench.vendor.POLLS + 1):
        answer = bench.generator.poll(bench.order, job)

    assert not isinstance(caught.value, Ended | NotTaken)
    assert caught.value.retryable
    assert answer.made


@LATER
def test_a_job_that_the_vendor_gave_up_has_ended(bench):
    bench.vendor.plan("result", "failed")
    with pytest.raises(Ended) as caught:
        bench.finish()

    assert caught.value.code == "partners.job_failed"


@LATER
def test_a_job_that_the_vendor_forgot_has_ended_and_may_be_owed(bench):
    job = bench.submit().job
    bench.vendor.plan("poll", "gone")
    with pytest.raises(Ended) as caught:
        bench.generator.poll(bench.order, job)

    assert caught.value.owed


@EACH
def test_a_corrupt_file_is_never_taken_for_what_was_asked(bench, case):
    if case.brief.medium is Medium.TEXT:
        return
    whole = {Medium.IMAGE: picture(), Medium.VIDEO: clip()}.get(case.brief.medium, voice())
    bench.vendor.made = whole[:60] + b"\0" * 20
    with pytest.raises(Outside) as caught:
        bench.finish()

    assert caught.value.code in {"partners.file_broken", "partners.file_type"}
    assert not isinstance(caught.value, NotTaken)


# --- files ----------------------------------------------------------------------------------


@WITH_LINK
def test_a_download_that_breaks_off_is_not_kept_and_can_be_fetched_again(bench):
    whole = clip()
    bench.vendor.plan("download", Reply(200, whole, "video/mp4", cut_at=len(whole) // 2))
    with pytest.raises(Outside) as caught:
        bench.finish()
    done = bench.generator.poll(bench.order, bench.job)

    assert caught.value.code == "partners.cut_off"
    assert caught.value.retryable
    assert done.made
    assert len(bench.vendor.charges) == 1


@WITH_LINK
def test_an_expired_link_is_said_and_pays_nothing_again(bench):
    bench.vendor.plan("download", "expired")
    with pytest.raises(Outside) as caught:
        bench.finish()

    assert caught.value.code == "partners.link_expired"
    assert not isinstance(caught.value, Ended) or caught.value.owed
    assert len(bench.vendor.charges) == 1


@WITH_LINK
def test_a_link_into_the_private_network_is_not_followed(bench):
    bench.vendor.plan("download", "elsewhere")
    with pytest.raises(Outside) as caught:
        bench.finish()

    assert caught.value.code == "partners.address_refused"


@WITH_KEY
@pytest.mark.parametrize("word", ["wrong key", "failing", "bad request", "expired"])
@pytest.mark.parametrize("step", ["submit", "poll", "download"])
def test_no_error_shows_the_key(bench, step, word):
    said = Reply(
        {"wrong key": 401, "failing": 500, "bad request": 400, "expired": 403}[word],
        json.dumps({"error": f"key {KEY} at https://x.example/a?sign={KEY}"}).encode(),
    )
    bench.vendor.plan(step, said)
    error = failure(bench.finish)

    assert KEY not in shown(error) if error else bench.vendor.plans.get(step)
