"""A comic as a script: what is written is read back, and every shot knows its panel."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.script import ElementKind
from piying.script.paneltext import PanelText, panel_of_elements, script_of
from piying.script.read import read

PANELS = (
    PanelText(1, 1, ("天台的风很大。",), "pan_right"),
    PanelText(1, 2, (), "push"),
    PanelText(2, 1, ("别怕。", "有我在。"), "tilt_down"),
)


def parsed(text):
    return read(text.encode(), name="script.txt", format="").script


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_panel_is_an_action_and_every_text_a_line(language):
    script = parsed(script_of("天台之约", PANELS, language))

    kinds = [element.kind for element in script.elements]
    assert kinds.count(ElementKind.HEADING) == 2
    assert kinds.count(ElementKind.ACTION) == 3
    spoken = [e.text for e in script.elements if e.kind is ElementKind.DIALOGUE]
    assert spoken == ["天台的风很大。", "别怕。", "有我在。"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_element_belongs_to_the_panel_named_before_it(language):
    script = parsed(script_of("天台之约", PANELS, language))
    owners = dict(
        zip((e.text for e in script.elements), panel_of_elements(script), strict=True)
    )

    assert owners["天台的风很大。"] == (1, 1)
    assert owners["别怕。"] == owners["有我在。"] == (2, 1)
    headings = [owner for element, owner in zip(script.elements, panel_of_elements(script),
                strict=True) if element.kind is ElementKind.HEADING]  # fmt: skip
    assert headings == [(1, 1), (2, 1)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=30), max_size=4))
def test_no_text_of_a_balloon_breaks_the_script(said):
    script = parsed(script_of("题", [PanelText(1, 1, tuple(said), "push")], "zh"))

    actions = [e for e in script.elements if e.kind is ElementKind.ACTION]
    assert sum("第1页第1格" in action.text for action in actions) == 1
    assert set(panel_of_elements(script)) <= {(1, 1), None}
