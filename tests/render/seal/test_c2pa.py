"""A sealed film says what was signed, and every change to it shows."""

from __future__ import annotations

from dataclasses import replace

import av
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid, Missing, Outside
from piying.model.seal import SourceType
from piying.render.boxes import top_boxes
from piying.render.label import read_label
from piying.render.seal import c2pa
from piying.render.seal.bare import bare_digest, manifest_boxes
from piying.render.seal.c2pa import State, read_manifest, seal
from piying.store.blobs import digest_file

pytest.importorskip("c2pa")


def flip(path, at):
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def box_of(path, kind):
    return next(box for box in top_boxes(path) if box.kind == kind)


def remuxed(source, target, flags):
    with (
        av.open(source) as old,
        av.open(target, "w", "mp4", options={"movflags": flags}) as new,
    ):
        new.metadata.update(old.metadata)
        streams = {one.index: new.add_stream_from_template(one) for one in old.streams}
        for packet in old.demux():
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                new.mux(packet)
    return target


def test_a_sealed_film_is_read_back_as_it_was_signed(sealed, bound, office, label):
    held = read_manifest(sealed, office.roots)

    assert held.state is State.TRUSTED
    assert held.bound == bound
    assert held.title == "来电 01"
    assert held.generator.startswith("piying ")
    assert held.actions == (("c2pa.created", "compositeWithTrainedAlgorithmicMedia"),)
    assert held.issuer == office.owner
    assert read_label(sealed) == label


def test_without_its_manifest_a_sealed_film_is_the_master_byte_for_byte(sealed, film):
    assert digest_file(sealed) != digest_file(film)
    assert bare_digest(sealed) == digest_file(film)


def test_nothing_is_said_of_training_and_mining(sealed):
    assert b"training-mining" not in sealed.read_bytes()


def test_a_certificate_that_nobody_named_is_not_trusted(sealed, other_office):
    for trusted in (b"", other_office.roots):
        held = read_manifest(sealed, trusted)
        assert held.state is State.UNTRUSTED
        assert "signingCredential.untrusted" in held.problems


def test_a_film_without_a_manifest_has_none(film, office):
    assert read_manifest(film, office.roots) is None


def test_one_other_bit_in_the_pictures_breaks_the_seal(sealed, office):
    flip(sealed, box_of(sealed, b"mdat").start + 100)
    held = read_manifest(sealed, office.roots)

    assert held.state is State.INVALID
    assert "assertion.bmffHash.mismatch" in held.problems


@pytest.mark.parametrize("what", ["来电".encode(), b"d0d0d0d0", b"compositeWithTrained"])
def test_one_other_bit_in_what_the_manifest_says_breaks_the_seal(sealed, office, what):
    box = box_of(sealed, b"uuid")
    flip(sealed, sealed.read_bytes().index(what, box.start, box.end))

    assert read_manifest(sealed, office.roots).state is State.INVALID


def test_one_other_bit_in_the_label_breaks_the_seal(sealed, office):
    box = box_of(sealed, b"moov")
    flip(sealed, sealed.read_bytes().index(b"e01-3f2a", box.start, box.end))

    assert read_manifest(sealed, office.roots).state is State.INVALID


def test_the_manifest_of_another_film_does_not_fit(sealed, film, office, tmp_path):
    box = box_of(sealed, b"uuid")
    taken = sealed.read_bytes()[box.at : box.end]
    other = tmp_path / "other.mp4"
    data = film.read_bytes().replace(b"e01-3f2a", b"e02-3f2a")
    other.write_bytes(data[: box.at] + taken + data[box.at :])

    assert read_manifest(other, office.roots).state is State.INVALID


def test_a_plain_copy_loses_the_manifest_and_with_the_flag_keeps_the_label(
    sealed, office, label, tmp_path
):
    """[M] A stream-copy remux loses the manifest; without the flag the label too."""
    kept = remuxed(sealed, tmp_path / "kept.mp4", "use_metadata_tags")
    lost = remuxed(sealed, tmp_path / "lost.mp4", "faststart")

    assert read_manifest(kept, office.roots) is None
    assert read_manifest(lost, office.roots) is None
    assert read_label(kept) == label
    with pytest.raises(Invalid, match="AIGC"):
        read_label(lost)


def test_a_free_box_behind_the_film_is_seen_by_the_digest_and_not_by_c2pa(sealed, film, office):
    """[M] C2PA excludes free: it does not seal bytes, our SHA-256 does."""
    before = digest_file(sealed)
    with sealed.open("ab") as file:
        file.write((16).to_bytes(4) + b"free" + bytes(8))

    assert read_manifest(sealed, office.roots).state is State.TRUSTED
    assert digest_file(sealed) != before
    assert bare_digest(sealed) != digest_file(film)


def test_a_film_that_is_cut_off_is_refused(sealed, office):
    sealed.write_bytes(sealed.read_bytes()[:-50])

    with pytest.raises(Invalid):
        read_manifest(sealed, office.roots)


def test_two_manifests_are_no_seal(sealed):
    box = box_of(sealed, b"uuid")
    sealed.write_bytes(sealed.read_bytes() + sealed.read_bytes()[box.at : box.end])

    assert len(manifest_boxes(sealed)) == 2
    with pytest.raises(Invalid, match="2 C2PA manifests"):
        bare_digest(sealed)


def test_a_film_is_sealed_once(sealed, bound, office, tmp_path):
    with pytest.raises(Invalid, match="already"):
        seal(sealed, tmp_path / "b.mp4", "a", SourceType.TRAINED, bound, office.stamp)


def test_a_seal_that_names_another_master_is_not_written(film, bound, office, tmp_path):
    target = tmp_path / "b.mp4"
    with pytest.raises(Outside):
        seal(
            film, target, "a", SourceType.TRAINED, replace(bound, master="0" * 64), office.stamp
        )

    assert sorted(path.name for path in tmp_path.iterdir()) == ["film.mp4"]


def test_a_signature_by_another_key_is_not_written(film, bound, office, other_office, tmp_path):
    wrong = replace(office.stamp, sign=other_office.stamp.sign)
    with pytest.raises((Invalid, Outside)):
        seal(film, tmp_path / "b.mp4", "a", SourceType.TRAINED, bound, wrong)

    assert not (tmp_path / "b.mp4").exists()


def test_a_fragmented_film_keeps_its_label_and_is_not_sealed(
    film, bound, office, label, tmp_path
):
    """c2pa-rs 0.91.3 writes one place into every row of `mfra`."""
    pieces = remuxed(film, tmp_path / "f.mp4", "frag_keyframe+empty_moov+use_metadata_tags")
    told = replace(bound, master=digest_file(pieces))

    assert read_label(pieces) == label
    with pytest.raises(Outside, match="without fragments"):
        seal(pieces, tmp_path / "b.mp4", "a", SourceType.TRAINED, told, office.stamp)


def test_a_foreign_signed_film_in_fragments_is_read(film, office, tmp_path):
    import c2pa as library  # noqa: PLC0415 - the package is optional

    pieces = remuxed(film, tmp_path / "f.mp4", "frag_keyframe+empty_moov+use_metadata_tags")
    signed = tmp_path / "signed.mp4"
    created = {"action": "c2pa.created", "digitalSourceType": f"{c2pa.SOURCE}digitalCapture"}
    said = {
        "claim_generator_info": [{"name": "another tool", "version": "1"}], "title": "x",
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
    }  # fmt: skip
    c2pa._sign(library, pieces, signed, said, office.stamp)
    held = read_manifest(signed, office.roots)

    assert (held.state, held.generator, held.bound) == (State.TRUSTED, "another tool 1", None)


def test_without_the_package_it_is_said_what_to_install(sealed, film, monkeypatch):
    monkeypatch.setattr(c2pa, "find_spec", lambda _name: None)
    with pytest.raises(Missing, match=r"pip install 'piying\[seal\]'"):
        read_manifest(sealed)
    assert read_manifest(film) is None


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), tail=st.booleans())
def test_no_bit_outside_the_manifest_changes_unseen(sealed, film, office, place, bit, tail):
    """Either the seal breaks, or the film is no longer the master that it names."""
    whole, box = sealed.read_bytes(), box_of(sealed, b"uuid")
    low, high = (box.end, len(whole)) if tail else (0, box.at)
    at = low + int(place * (high - low))
    changed = bytearray(whole)
    changed[at] ^= 1 << bit
    sealed.write_bytes(changed)
    try:
        held = read_manifest(sealed, office.roots)
        holds = held is not None and held.state is not State.INVALID
        unseen = holds and bare_digest(sealed) == digest_file(film)
    except Invalid:
        unseen = False
    finally:
        sealed.write_bytes(whole)
    assert not unseen
