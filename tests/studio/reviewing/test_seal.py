"""Sealing a real film: the copy that counts at a release, and what verifying says of it."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from sqlalchemy import text

from piying.model.brief import Brief, Medium
from piying.model.canon import Digest
from piying.model.errors import Invalid, Missing
from piying.model.master import Master
from piying.model.review import Dossier
from piying.model.seal import SourceType
from piying.model.take import HAND, Recipe, TakeKind
from piying.render.hls import package
from piying.render.seal.bare import bare_digest
from piying.render.seal.c2pa import State
from piying.store.blobs import digest_file
from piying.studio.reviewing.audit import audit
from piying.studio.reviewing.decide import submit
from piying.studio.reviewing.docket import open_log
from piying.studio.reviewing.filing import release
from piying.studio.reviewing.seal import make_development, seal_film, seals, source_of
from piying.studio.reviewing.verify import Verdict, verify
from piying.studio.shooting.held import current_cut

pytest.importorskip("c2pa")


class Now:
    """The machine's own time: certificates are judged by it."""

    def now_ms(self):
        return time.time_ns() // 1_000_000


@pytest.fixture
def bar(filmed, court_in, tmp_path):
    """A court over a house with a finished film, and a certificate for development."""
    places = replace(
        filmed.settings,
        seal_certificate=tmp_path / "keys" / "seal.pem",
        seal_key=tmp_path / "keys" / "seal.key",
    )
    court = court_in(replace(filmed, settings=places, clock=Now()))
    court.at = (court.house, SERIES, 1)
    make_development(court.house, court.who("王", "operator"))
    return court


SERIES = "小戏"
PROFILE = "tiny"


def master_of(court):
    head = court.house.store.head(f"{SERIES}/e01", f"master:{PROFILE}")
    return court.house.store.get(head.digest, Master).blob


def examined(court, **other):
    """A dossier of the very film of the house."""
    module, store = court.dossiers, court.house.store
    made = module.dossier(series=SERIES, master=master_of(court),
                          captions=store.blobs.put(b"captions"), **other)  # fmt: skip
    store.move_head(f"{SERIES}/e01", "dossier", store.put(made), (), 1)
    return made


def stamped(court):
    return seal_film(court.house, SERIES, 1, PROFILE, court.who("王", "operator"))


def verdicts(found):
    return {one.code.removeprefix("render.verify_"): one.verdict for one in found.told}


def asked(court, path):
    return verify(court.house, court.house.settings, path, None)


def test_a_film_is_sealed_only_with_its_own_dossier_and_by_who_may_release(bar):
    with pytest.raises(Missing, match="piying review"):
        stamped(bar)
    bar.dossier()
    with pytest.raises(Missing, match="piying review"):
        stamped(bar)
    examined(bar)
    with pytest.raises(Invalid, match="submitter"):
        seal_film(bar.house, SERIES, 1, PROFILE, bar.who("沈", "submitter"))


def test_a_sealed_film_is_the_master_with_a_manifest_and_stands_in_the_log(bar):
    examined(bar)
    made = stamped(bar)

    assert digest_file(made.path) == made.seal.blob != master_of(bar)
    assert bare_digest(made.path) == master_of(bar)
    assert seals(open_log(bar.house, sign=False)) == (made.seal,)
    assert bar.house.store.get(made.seal.bound.dossier, Dossier).master == master_of(bar)
    assert audit(bar.house).verified.good


def test_sealing_again_gives_the_same_copy_and_another_dossier_another(bar):
    examined(bar)
    first = stamped(bar)
    again = stamped(bar)
    assert (again.new, again.seal) == (False, first.seal)

    examined(bar, version=2)
    other = stamped(bar)
    assert other.new
    assert other.seal.bound.version == 2
    assert other.seal.blob != first.seal.blob


def test_a_film_is_composite_unless_a_model_was_briefed_for_every_picture(bar):
    store = bar.house.store
    cut = current_cut(bar.house, SERIES, 1)[0]
    assert source_of(bar.house, cut) is SourceType.COMPOSITE

    brief = store.put(Brief(Medium.VIDEO, "雨夜"))
    asked_of = Recipe(TakeKind.PICTURE, "some-model", "v1", inputs=(brief,))
    by_hand = replace(asked_of, provider=HAND)

    def film(*recipes):
        pictures = tuple(replace(cut.pictures[0], take=store.put(one)) for one in recipes)
        return replace(cut, pictures=pictures)

    assert source_of(bar.house, film(asked_of, asked_of)) is SourceType.TRAINED
    assert source_of(bar.house, film(asked_of, by_hand)) is SourceType.COMPOSITE
    assert source_of(bar.house, film(replace(asked_of, inputs=(Digest("0" * 64),)))) is (
        SourceType.COMPOSITE
    )


def cleared(court):
    examined(court)
    submit(*court.at, court.who("沈", "submitter"))
    court.decided()
    court.filed()


def test_a_sealed_copy_of_what_was_cleared_is_released(bar):
    cleared(bar)
    made = stamped(bar)

    standing = release(*bar.at, bar.who("王", "operator"), film=made.path)
    assert standing.state == "released"


def test_a_sealed_copy_that_was_touched_is_not_released(bar):
    """I1: identical SHA-256."""
    cleared(bar)
    made = stamped(bar)
    with made.path.open("ab") as file:
        file.write((8).to_bytes(4) + b"free")
    with pytest.raises(Invalid, match="master is not what was cleared"):
        release(*bar.at, bar.who("王", "operator"), film=made.path)


def test_a_copy_sealed_for_another_dossier_is_not_released(bar):
    examined(bar, version=1, script="77" * 32)
    made = stamped(bar)
    cleared(bar)
    with pytest.raises(Invalid, match="master is not what was cleared"):
        release(*bar.at, bar.who("王", "operator"), film=made.path)


def test_a_sealed_film_verifies_with_its_house_and_says_that_it_is_for_development(bar):
    cleared(bar)
    found = asked(bar, stamped(bar).path)
    said = verdicts(found)

    assert found.good
    assert (found.kind, found.known) == ("mp4", "sealed")
    assert found.manifest.state is State.TRUSTED
    assert said["development"] is Verdict.NOTE
    assert {said[one] for one in ("label", "sealed", "inner_same", "dossier", "log")} == {
        Verdict.HOLDS
    }


def test_a_stranger_cannot_tell_who_sealed_it_unless_told_whom_to_trust(bar, tmp_path):
    examined(bar)
    made = stamped(bar)
    chain = bar.house.settings.seal_certificate
    strange = replace(bar.house.settings, seal_certificate=tmp_path / "none.pem")

    found = verify(None, strange, made.path, None)
    assert (found.good, found.known) == (False, "")
    assert verdicts(found)["untrusted"] is Verdict.OPEN
    assert verify(None, strange, made.path, chain).good


def test_a_master_verifies_and_is_known(bar):
    found = asked(bar, bar.house.store.blobs.path(master_of(bar)))

    assert (found.good, found.known) == (True, "master")
    assert verdicts(found)["unsealed"] is Verdict.NOTE


def test_what_was_changed_cut_off_or_is_no_film_is_told(bar, tmp_path):
    examined(bar)
    whole = stamped(bar).path.read_bytes()
    other = tmp_path / "other.mp4"

    def said(data):
        other.write_bytes(data)
        found = asked(bar, other)
        assert not found.good
        assert found.known == "unknown"
        return verdicts(found)

    flipped = bytearray(whole)
    flipped[-100] ^= 1
    assert said(flipped)["film_changed"] is Verdict.FAILS
    # what a manifest says that does not hold is not even looked at
    assert not {"inner_same", "inner_differs", "dossier", "log"} & set(said(flipped))
    flipped = bytearray(whole)
    flipped[whole.index(b"compositeWith")] ^= 1
    assert said(flipped)["manifest_changed"] is Verdict.FAILS
    longer = said(whole + (8).to_bytes(4) + b"free")
    assert (longer["sealed"], longer["inner_differs"]) == (Verdict.HOLDS, Verdict.FAILS)
    assert said(whole[:-1])["cut_short"] is Verdict.FAILS
    assert said(b"hello, this is text")["not_mp4"] is Verdict.FAILS
    assert said(b"")["not_mp4"] is Verdict.FAILS
    assert said(whole[:32])["render.movie_box"] is Verdict.FAILS


def test_a_log_that_lost_what_the_seal_names_is_told(bar):
    cleared(bar)
    made = stamped(bar)
    named = made.seal.bound
    assert named.log_seq >= 1
    with bar.house.store.database.writing() as one:
        triggers = one.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'")
        ).scalars()
        for name in list(triggers):
            one.execute(text(f"DROP TRIGGER {name}"))
        one.execute(text("DELETE FROM entry WHERE seq >= :seq"), {"seq": named.log_seq})

    assert verdicts(asked(bar, made.path))["log_differs"] is Verdict.FAILS


def test_a_film_in_pieces_verifies_by_its_head(bar, tmp_path):
    folder = tmp_path / "hls"
    folder.mkdir()
    package(bar.house.store.blobs.path(master_of(bar)), folder)

    found = asked(bar, folder)
    assert (found.good, found.kind) == (True, "hls")
    assert verdicts(found)["pieces"] is Verdict.HOLDS
    assert len(found.digests) == len(list(folder.iterdir()))

    next(folder.glob("piece-*")).unlink()
    assert not asked(bar, folder).good
    (folder / "main.m3u8").unlink()
    (folder / "film.m3u8").unlink()
    assert not asked(bar, folder).good


def test_pieces_whose_head_lost_the_label_fail(bar, tmp_path):
    folder = tmp_path / "hls"
    folder.mkdir()
    package(bar.house.store.blobs.path(master_of(bar)), folder)
    head = folder / "init.mp4"
    head.write_bytes(head.read_bytes().replace(b"AIGC", b"AIGD"))

    found = asked(bar, folder)
    assert not found.good
    assert verdicts(found)["render.label_absent"] is Verdict.FAILS
