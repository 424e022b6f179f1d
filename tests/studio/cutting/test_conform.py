"""A cut goes out as a timeline and comes back from another tool."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace

import opentimelineio as otio
import pytest

from piying.cut.otio import to_otio
from piying.model.errors import Invalid, Missing
from piying.model.take import TakeKind
from piying.studio.cutting.conform import conform
from piying.studio.cutting.edit import edit
from piying.studio.cutting.export import export
from piying.studio.cutting.master import master
from piying.studio.shooting.again import take_again
from piying.studio.shooting.held import current_cut

NAME = "小戏"


def test_what_was_exported_comes_back_as_it_was(filmed):
    before, digest = current_cut(filmed, NAME, 1)
    asked = ("otio", "none"), ("otio", "film"), ("otioz", "clean"), ("otiod", "clean"), (
        "edl", "clean"
    )  # fmt: skip
    for kind, media in asked:
        written = export(filmed, NAME, 1, kind, "tiny", media)
        back = conform(filmed, NAME, 1, written.path)

        assert back.cut == before
        assert back.digest == digest


def test_a_changed_timeline_is_the_cut_from_then_on(filmed, tmp_path):
    before, _ = current_cut(filmed, NAME, 1)
    changed = replace(before, title="另一个名字")
    path = tmp_path / "changed.otio"
    path.write_text(to_otio(changed), "utf-8")

    conform(filmed, NAME, 1, path)

    assert current_cut(filmed, NAME, 1)[0] == changed
    assert edit(filmed, NAME, 1).cut == changed


def test_a_list_in_another_order_becomes_a_film_in_that_order(filmed, tmp_path):
    before, _ = current_cut(filmed, NAME, 1)
    ids = [clip.shot for clip in before.pictures]
    lines = ["TITLE: x"]
    for number, shot in enumerate((ids[2], ids[0]), 1):
        at = f"00:00:0{number - 1}:00 00:00:0{number}:00"
        lines += [f"00{number} AX V C 00:00:00:05 00:00:01:05 {at}",
                  f"* FROM CLIP NAME: {shot.upper()}.MP4"]  # fmt: skip
    path = tmp_path / "new.edl"
    path.write_text("\r\n".join(lines), "utf-8")

    new = conform(filmed, NAME, 1, path).cut
    made = master(filmed, NAME, 1, "tiny")

    assert [clip.shot for clip in new.pictures] == [ids[2], ids[0]]
    assert [caption.text for caption in new.captions] == ["谁？"]
    found = {one.name: one.value_milli for one in made.master.measurements}
    assert found["duration"] == 2_000


def test_a_shot_that_was_cut_out_can_come_back(filmed, tmp_path):
    whole = export(filmed, NAME, 1, "otio").path
    text = whole.read_text("utf-8")
    line = otio.adapters.read_from_string(text, "otio_json")
    del line.tracks[0][-1]
    path = tmp_path / "short.otio"
    path.write_text(line.to_json_string(), "utf-8")
    before, _ = current_cut(filmed, NAME, 1)

    short = conform(filmed, NAME, 1, path).cut
    back = conform(filmed, NAME, 1, whole).cut

    assert len(short.pictures) == len(before.pictures) - 1
    assert back == before


def test_another_take_of_a_shot_may_be_named_by_its_blob(filmed, tmp_path):
    before, _ = current_cut(filmed, NAME, 1)
    clip = before.pictures[1]
    another = take_again(filmed, NAME, 1, clip.shot, TakeKind.PICTURE).rows[0].take
    path = tmp_path / "take.edl"
    path.write_text(
        f"001 AX V C 00:00:00:00 00:00:01:00 00:00:00:00 00:00:01:00\n"
        f"* FROM CLIP NAME: {another.blob}\n",
        "utf-8",
    )

    (shown,) = conform(filmed, NAME, 1, path).cut.pictures

    assert (shown.shot, shown.blob) == (clip.shot, another.blob)
    assert clip.blob != another.blob


def test_a_timeline_of_another_episode_is_refused(filmed, tmp_path):
    before, _ = current_cut(filmed, NAME, 1)
    path = tmp_path / "other.otio"
    path.write_text(to_otio(replace(before, episode=2)), "utf-8")

    with pytest.raises(Invalid, match="episode 2"):
        conform(filmed, NAME, 1, path)


def test_a_take_that_the_house_does_not_hold_is_named(filmed, tmp_path):
    before, _ = current_cut(filmed, NAME, 1)
    first = replace(before.pictures[0], blob="ab" * 32)
    path = tmp_path / "strange.otio"
    path.write_text(to_otio(replace(before, pictures=(first, *before.pictures[1:]))), "utf-8")

    with pytest.raises(Missing, match="abababababab"):
        conform(filmed, NAME, 1, path)


@pytest.mark.parametrize("text", ["", "{}", json.dumps({"OTIO_SCHEMA": "Timeline.1"})])
def test_what_is_no_timeline_of_ours_is_refused(filmed, tmp_path, text):
    path = tmp_path / "no.otio"
    path.write_text(text, "utf-8")

    with pytest.raises(Invalid):
        conform(filmed, NAME, 1, path)


def test_a_bundle_without_a_timeline_is_refused(filmed, tmp_path):
    path = tmp_path / "empty.otioz"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("version.txt", "1.0.0")

    with pytest.raises(Invalid, match=r"content\.otio"):
        conform(filmed, NAME, 1, path)


def test_a_folder_without_a_timeline_is_named(filmed, tmp_path):
    with pytest.raises(Missing, match=r"content\.otio"):
        conform(filmed, NAME, 1, tmp_path)
