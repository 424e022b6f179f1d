"""Answers: the smallest value that keeps to a JSON schema, and a plain sentence without one."""

from __future__ import annotations

import json
from typing import Any

DEPTH_MAX = 24
FILL = "占位"
Schema = dict[str, Any]


def plain(prompt: str) -> str:
    """A text that says what was asked."""
    first = prompt.strip().splitlines()[0] if prompt.strip() else ""
    return f"{FILL}：{first[:80]}"


def least(schema: str) -> str:
    """The smallest value of `schema`, as JSON.

    Raises:
        ValueError: the schema is no object, or refers to itself without end.
    """
    root = json.loads(schema)
    if not isinstance(root, dict):
        raise TypeError("the schema is no object")
    return json.dumps(_value(root, root, 0), ensure_ascii=False, sort_keys=True)


def _value(part: Schema, root: Schema, depth: int) -> Any:  # noqa: ANN401 - any JSON
    if depth > DEPTH_MAX:
        raise ValueError("the schema refers to itself without end")
    for key in ("const", "default"):
        if key in part:
            return part[key]
    if part.get("enum"):
        return part["enum"][0]
    if reference := part.get("$ref"):
        return _value(_named(str(reference), root), root, depth + 1)
    for key in ("anyOf", "oneOf", "allOf"):
        if part.get(key):
            return _value(part[key][0], root, depth + 1)
    kind = part.get("type", "object" if "properties" in part else "string")
    kind = kind[0] if isinstance(kind, list) else kind
    return _of_kind(str(kind), part, root, depth)


def _of_kind(kind: str, part: Schema, root: Schema, depth: int) -> Any:  # noqa: ANN401
    match kind:
        case "object":
            known = part.get("properties", {})
            wanted = part.get("required", list(known))
            return {name: _value(known.get(name, {}), root, depth + 1) for name in wanted}
        case "array":
            count = int(part.get("minItems", 0)) or (1 if depth < DEPTH_MAX // 3 else 0)
            return [_value(part.get("items", {}), root, depth + 1) for _ in range(count)]
        case "integer" | "number":
            above = part.get("exclusiveMinimum")
            return above + 1 if above is not None else part.get("minimum", 0)
        case "boolean":
            return False
        case "null":
            return None
        case _:
            length = max(len(FILL), int(part.get("minLength", 0)))
            length = min(length, int(part.get("maxLength", length)))
            return (FILL * (length // len(FILL) + 1))[:length]


def _named(reference: str, root: Schema) -> Schema:
    """The part of `root` at "#/$defs/Name".

    Raises:
        ValueError: it is not there.
    """
    at: Any = root
    for step in filter(None, reference.removeprefix("#").split("/")):
        if not isinstance(at, dict) or step not in at:
            raise ValueError(f"{reference} is not in the schema")
        at = at[step]
    return dict(at)
