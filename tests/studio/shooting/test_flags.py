from __future__ import annotations

from piying.model.take import Flag, FlagWord
from piying.studio.shooting.flags import flags_of, raise_flags, was_looked_at

WRITING = Flag(FlagWord.WRITING, "钥匙 / 钥匕 (812)")
DRIFT = Flag(FlagWord.DRIFT, "陈默 (190) / 林夏 (240)")


def test_flags_are_added_to_a_take_and_each_is_kept_once(house):
    assert flags_of(house, "T1") == ()
    assert not was_looked_at(house, "T1")

    raise_flags(house, "T1", [WRITING])
    raise_flags(house, "T1", [DRIFT, WRITING])

    assert flags_of(house, "T1") == (WRITING, DRIFT)
    assert flags_of(house, "T2") == ()
    assert was_looked_at(house, "T1")
