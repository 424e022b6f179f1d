"""Files that a person hands over, and every place that reads one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from piying.model.errors import Invalid, Missing, Outside
from piying.studio.channel.memory import _lists_of
from piying.studio.channel.minors import limits_of as minors_limits
from piying.studio.channel.shop import shop_of
from piying.studio.channel.unlocking import ads_of
from piying.studio.handed import bytes_of, text_if_any, text_of
from piying.studio.people import people
from piying.studio.releasing.listings import listing_of, plans_of
from piying.studio.reviewing.policies import policy_named
from piying.studio.reviewing.targets import targets
from piying.studio.settling.bookkeeping import table_of, terms_of
from piying.studio.shooting.rulebook import limits_of

GENERATING = SimpleNamespace(routes=None, budget=None, prices=None, looks=None)
GBK = '名 = "小戏"'.encode("gbk")


def test_a_text_is_read_without_its_byte_order_mark(tmp_path):
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + "名".encode())

    assert text_of(path) == "名"


def test_what_is_not_utf8_is_said_with_the_place(tmp_path):
    path = tmp_path / "a.toml"
    path.write_bytes(b"a = 1 # " + "名".encode("gbk"))

    with pytest.raises(Invalid) as caught:
        text_of(path)

    assert caught.value.code == "cli.not_utf8"
    assert caught.value.data == {"path": path, "byte": 8}


def test_what_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "a.toml"
    path.write_bytes(b"x" * 11)

    assert bytes_of(path, 11) == b"x" * 11
    with pytest.raises(Invalid) as caught:
        bytes_of(path, 10)

    assert caught.value.code == "cli.file_too_large"


def test_what_is_not_there_or_a_folder_is_said(tmp_path):
    with pytest.raises(Missing) as absent:
        text_of(tmp_path / "b.toml")
    with pytest.raises(Invalid) as folder:
        text_of(tmp_path)

    assert absent.value.code == "cli.no_file"
    assert folder.value.code == "cli.is_folder"
    assert text_if_any(tmp_path / "b.toml") is None


def test_what_the_system_refuses_is_said(tmp_path):
    path = tmp_path / ("x" * 300)

    with pytest.raises(Outside):
        text_of(path)


READERS: dict[str, Callable[[SimpleNamespace, Path], object]] = {
    "people.toml": lambda house, _: people(house),
    "targets.toml": lambda house, _: targets(house),
    "shop.toml": lambda house, _: shop_of(house),
    "minors.toml": lambda house, _: minors_limits(house),
    "ads.toml": lambda house, _: ads_of(house),
    "plans.toml": lambda house, _: plans_of(house),
    "budget.toml": lambda house, _: limits_of(house),
    "lists.toml": lambda _, folder: _lists_of(folder),
    "listings/x.toml": lambda house, _: listing_of(house, "x"),
    "deals/tax.toml": lambda house, _: table_of(house, "tax.toml"),
    "deals/a.toml": lambda _, folder: terms_of(folder / "deals"),
    "own.toml": lambda _, folder: policy_named(str(folder / "own.toml")),
}


@pytest.mark.parametrize("name", READERS)
def test_a_file_of_another_encoding_is_refused_with_its_name_wherever_it_is_read(
    tmp_path, name
):
    settings = SimpleNamespace(house=tmp_path, out=tmp_path, generating=GENERATING)
    house = SimpleNamespace(settings=settings, store=SimpleNamespace(database=None))
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(GBK)

    with pytest.raises(Invalid) as caught:
        READERS[name](house, tmp_path)

    assert caught.value.code == "cli.not_utf8"
    assert caught.value.data["path"] == path
