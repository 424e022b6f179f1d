"""Lines: every table and key is found again, whatever stands between them."""

from __future__ import annotations

import pytest

from piying.review.policy.lines import lines_of

TEXT = '''# [not.a.table]
[policy]
id = "x"   # "[no]" = 1
[[rule]]
id = "A"
when.all = [
  { set = "one" },
  { set = "two" },
]
[rule.deep]
key = """
[[rule]]
id = 1
"""
"quoted.key" = 1
[[rule]]
id = 'B['
text = ']'
last = 1
'''


@pytest.mark.parametrize(
    ("path", "word", "line"),
    [
        (("policy",), "", 2),
        (("policy", "id"), "", 3),
        (("rule", 0), "", 4),
        (("rule", 0, "id"), "", 5),
        (("rule", 0, "when", "all"), "", 6),
        (("rule", 0, "when", "all", 1, "set"), "two", 8),
        (("rule", 0, "deep", "key"), "", 11),
        (("rule", 0, "deep", "quoted.key"), "", 15),
        (("rule", 1), "", 16),
        (("rule", 1, "last"), "", 19),
        (("nothing",), "", 1),
        (("policy", "missing"), "", 2),
        (("policy", "id"), "not there", 3),
    ],
)
def test_a_path_has_its_line(path, word, line):
    assert lines_of(TEXT).find(path, word) == line


def test_an_empty_text_has_one_line():
    assert lines_of("").find(("a",)) == 1
