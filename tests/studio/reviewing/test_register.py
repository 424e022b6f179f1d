"""The register of withdrawn works: a film is held against the pictures of each."""

from __future__ import annotations

import pytest

from piying.model.canon import Digest
from piying.model.decision import Sealed
from piying.model.review import (
    Answer,
    Coverage,
    Declared,
    Dossier,
    Figure,
    Inspection,
    Span,
    Tiering,
)
from piying.studio.reviewing import register
from piying.studio.reviewing.register import held_against
from piying.studio.reviewing.takedown import Withdrawn

ZERO = Digest("0" * 64)


def inspection(*hashes):
    spans = tuple(Span("hash", 10 * n, 10 * n + 10, 900, f"{bits:016x}")
                  for n, bits in enumerate(hashes))  # fmt: skip
    return Inspection(ZERO, 25, 1, 10 * len(hashes), 9, 16,
                      (Figure("black", 0, "s"), Figure("duplicate.share", None, "1", "-")),
                      spans, (), "t")  # fmt: skip


ART = tuple(0x123456789ABCDEF * (n + 1) & (2**64 - 1) for n in range(8))
OTHER = tuple(0xFEDCBA987654321 * (n + 3) & (2**64 - 1) for n in range(8))


@pytest.fixture(name="gone")
def _gone(house, monkeypatch):
    """A work of another series that was withdrawn."""

    def withdraw(series, looked):
        dossier = Dossier(
            series, 1, 1, ZERO, None, ZERO, None, ZERO, "p", Declared("旧剧"),
            Tiering("other", "", (), "", ()), (), Coverage((), (), (), 0, 0), (),
            looked and house.store.put(looked), Answer.YES, Answer.YES,
        )  # fmt: skip
        held = Withdrawn(series, 1, 1, "旧剧", 0, Sealed(ZERO, ZERO, None, ZERO),
                         house.store.put(dossier))  # fmt: skip
        monkeypatch.setattr(register, "withdrawn", lambda house: (held,))  # noqa: ARG005

    return withdraw


def share(inspected):
    return next(one for one in inspected.figures if one.measure == "duplicate.share")


def test_a_remake_shares_its_pictures_with_the_withdrawn_work(house, gone):
    gone("旧剧", inspection(*ART))

    found, alike = held_against(house, inspection(*ART[:6], *OTHER[:2]), "新剧")
    assert share(found).value_milli == 750
    assert share(found).why == "旧剧 1"
    assert alike[0].of_other_permille == 750


def test_a_work_is_not_held_against_itself(house, gone):
    gone("新剧", inspection(*ART))

    assert share(held_against(house, inspection(*ART), "新剧")[0]).value_milli == 0


def test_where_nothing_was_withdrawn_the_share_is_none_and_known(house, monkeypatch):
    monkeypatch.setattr(register, "withdrawn", lambda house: ())  # noqa: ARG005

    assert share(held_against(house, inspection(*ART), "新剧")[0]).value_milli == 0


def test_where_a_withdrawn_work_was_never_measured_nothing_can_be_said(house, gone):
    """What could not be checked never counts as passed."""
    gone("旧剧", None)

    found = share(held_against(house, inspection(*ART), "新剧")[0])
    assert found.value_milli is None
    assert found.why == "render.qc_why_register_unmeasured"


def test_a_film_without_pictures_to_compare_is_undetermined(house, gone):
    gone("旧剧", inspection(*ART))

    assert share(held_against(house, inspection(), "新剧")[0]).value_milli is None
