"""The smallest value that keeps to a JSON schema."""

from __future__ import annotations

import json

import pytest

from piying.partners.providers.placeholder.answer import least, plain


def value(schema):
    return json.loads(least(json.dumps(schema)))


@pytest.mark.parametrize(
    ("schema", "wanted"),
    [
        ({"type": "string"}, "占位"),
        ({"type": "string", "minLength": 5}, "占位占位占"),
        ({"type": "string", "maxLength": 1}, "占"),
        ({"type": "integer", "minimum": 3}, 3),
        ({"type": "number", "exclusiveMinimum": 3}, 4),
        ({"type": "boolean"}, False),
        ({"type": ["null", "string"]}, None),
        ({"enum": ["甲", "乙"]}, "甲"),
        ({"const": 7}, 7),
        ({"anyOf": [{"type": "integer"}, {"type": "string"}]}, 0),
        ({"type": "array", "items": {"type": "integer"}, "minItems": 2}, [0, 0]),
        (
            {"$ref": "#/$defs/A", "$defs": {"A": {"type": "boolean"}}},
            False,
        ),
        (
            {
                "type": "object", "required": ["a"],
                "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}},
            },
            {"a": 0},
        ),
    ],
)  # fmt: skip
def test_a_schema_has_its_smallest_value(schema, wanted):
    assert value(schema) == wanted


def test_the_smallest_length_wins_over_the_filling():
    assert len(value({"type": "string", "minLength": 5, "maxLength": 5})) == 5


def test_a_schema_within_itself_ends():
    node = {"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#"}}}
    with pytest.raises(ValueError, match="without end"):
        value(node)


@pytest.mark.parametrize("schema", ["[1]", "nonsense", '{"$ref": "#/x"}'])
def test_what_is_no_schema_is_refused(schema):
    with pytest.raises((ValueError, TypeError)):
        least(schema)


def test_a_plain_answer_says_what_was_asked():
    assert plain("起名。\n要短") == "占位：起名。"
