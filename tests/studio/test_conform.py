"""A cut goes out as OpenTimelineIO and comes back from another tool."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from piying.cut.otio import to_otio
from piying.model.errors import Invalid, Missing
from piying.studio.edit import conform, edit
from piying.studio.export import export
from piying.studio.held import current_cut

NAME = "小戏"


def test_what_was_exported_comes_back_as_it_was(filmed):
    before, digest = current_cut(filmed, NAME, 1)
    written = export(filmed, NAME, 1, "otio")

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
