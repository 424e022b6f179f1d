"""What the operator says of vendors, and which generators come of it."""

from __future__ import annotations

import json

import pytest

from partners.emulators.comfy import GRAPH, PORTRAIT
from piying.model.errors import Invalid
from piying.partners import standins
from piying.partners.keys import Keys
from piying.partners.paid import generators
from piying.partners.vendors import Vendors, vendors_from

NO_KEYS = Keys({}, ring=lambda _: None)
WHOLE = """
models = "models.toml"
[compatible]
base = "http://127.0.0.1:11434/v1"
local = true
[comfy]
origin = "http://127.0.0.1:8188"
workflows = "workflows"
"""
CARDS = """
provider = "compatible"
[[model]]
id = "qwen"
medium = "text"
source = { title = "ours", url = "", read_on = 2026-11-22, confidence = "A" }
"""


@pytest.fixture(name="folder")
def _folder(tmp_path):
    (tmp_path / "vendors.toml").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "models.toml").write_text(CARDS, encoding="utf-8")
    (tmp_path / "workflows").mkdir()
    (tmp_path / "workflows" / "portrait.toml").write_text(PORTRAIT, encoding="utf-8")
    (tmp_path / "workflows" / "portrait.json").write_text(json.dumps(GRAPH), encoding="utf-8")
    return tmp_path


def test_without_a_file_nothing_of_ones_own_is_there(tmp_path):
    assert vendors_from(tmp_path) == Vendors()
    assert "compatible" not in [one.name for one in generators(Vendors(), NO_KEYS)]


def test_every_vendor_that_is_set_has_its_models_and_names_differ(folder):
    found = generators(vendors_from(folder), NO_KEYS)
    names = [one.name for one in found]
    models = {one.name: [card.model for card in one.cards] for one in found}

    assert len(set(names)) == len(names)
    assert {"google", "compatible", "comfy"} <= set(names)
    assert models["compatible"] == ["qwen"]
    assert models["comfy"] == ["portrait"]
    assert all(models.values())


@pytest.mark.parametrize(
    "changed",
    [
        ("local = true", "local = false"),
        ("local = true", 'local = "yes"'),
        ("base =", "bass ="),
        ("[comfy]", "[komfy]"),
        ("http://127.0.0.1:8188", "ftp://127.0.0.1"),
        ("http://127.0.0.1:8188", "http://user:pass@127.0.0.1"),
        ('models = "models.toml"', 'models = "gone.toml"'),
        ("[compatible]", "[["),
    ],
)
def test_a_wrong_setting_is_refused(folder, changed):
    text = WHOLE.replace(*changed)
    (folder / "vendors.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        vendors_from(folder)

    assert caught.value.code in {"partners.vendors_wrong", "partners.address_wrong"}
    assert "pass" not in str(caught.value)


def test_a_workflow_without_its_graph_is_refused(folder):
    (folder / "workflows" / "portrait.json").unlink()
    with pytest.raises(Invalid, match=r"portrait\.json"):
        vendors_from(folder)


def test_vendors_that_need_nothing_but_a_key_are_always_there():
    names = {one.name for one in generators(Vendors(), NO_KEYS)}

    assert {"google", "kling", "ark", "azure", "aliyun"} <= names
    assert "placeholder" not in names


def test_a_vendor_may_have_another_address(folder):
    (folder / "vendors.toml").write_text(
        '[azure]\norigin = "https://southeastasia.api.cognitive.microsoft.com"\n',
        encoding="utf-8",
    )
    vendors = vendors_from(folder)

    assert vendors.origin("azure", "usual").startswith("https://southeastasia.")
    assert vendors.origin("kling", "usual") == "usual"


@pytest.mark.parametrize(
    "said", ['[kling]\norigin = "http://api.klingai.com"', "dry_run = 1", "[ark]\nregion = 1"]
)
def test_an_address_without_tls_and_a_word_that_is_not_known_are_refused(folder, said):
    (folder / "vendors.toml").write_text(said, encoding="utf-8")
    with pytest.raises(Invalid):
        vendors_from(folder)


def test_a_dry_run_asks_only_stand_ins(folder):
    (folder / "vendors.toml").write_text("dry_run = true", encoding="utf-8")
    found = generators(vendors_from(folder), NO_KEYS)

    assert [one.name for one in found] == ["placeholder"]
    assert found[0].cards == standins.CARDS
    assert {price.model for price in standins.free(standins.CARDS)} == {
        card.model for card in standins.CARDS
    }
