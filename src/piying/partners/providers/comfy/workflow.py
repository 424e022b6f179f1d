"""Workflows of the operator: a graph in API format, and beside it what stands where in it.

    name = "portrait"              # what boards call the model
    medium = "image"               # image, video or speech
    sizes = ["768x1344"]           # for pictures
    seconds = [4, 8]               # for clips; rate too
    rate = 16
    output = "9"                   # the node whose file is the result

    [inputs]                       # "NODE.INPUT", or several
    prompt = "6.text"
    seed = "3.seed"
    width = "5.width"
    character = ["10.image", "11.image"]

The names on the left are those of `INPUTS` and the roles of references. A place that a brief
leaves empty keeps what the graph says there, except that a picture which is not given is
refused: a graph would draw its example instead.
"""

from __future__ import annotations

import copy
import json
import tomllib
from dataclasses import dataclass
from typing import Any

from piying.model.brief import Brief, Medium, Role
from piying.model.card import ModelCard, RoleLimit, Size
from piying.model.errors import Invalid
from piying.partners.answers import Json
from piying.partners.orders import BLOB, asked_for
from piying.takes.fitting import Fit

NAME = "comfy"
INPUTS = ("prompt", "avoid", "seed", "width", "height", "frames", "seconds")
KEYS = {"name", "medium", "sizes", "seconds", "rate", "output", "inputs"}
MEDIA = (Medium.IMAGE, Medium.VIDEO, Medium.SPEECH)
UPLOAD = "upload"
"""How a file is named in an order: it is uploaded, and the graph gets the name it has there."""

Place = tuple[str, str]
"""A node and one of its inputs."""


@dataclass(frozen=True, slots=True)
class Workflow:
    """A graph that can be asked for as a model."""

    card: ModelCard
    graph: str
    """The graph as JSON."""
    inputs: tuple[tuple[str, tuple[Place, ...]], ...]
    output: str

    def filled(self, brief: Brief, fit: Fit, seed: int) -> Json:
        """The graph with what `brief` asks for; files stand by name.

        Raises:
            Invalid: fewer pictures of a role are given than the graph has places for.
        """
        graph: Json = copy.deepcopy(json.loads(self.graph))
        told: dict[str, Any] = {
            "prompt": asked_for(brief, avoid="avoid" not in dict(self.inputs)),
            "seed": seed,
        }
        if brief.avoid:
            told["avoid"] = brief.avoid
        if fit.size:
            told |= {"width": fit.size.width, "height": fit.size.height}
        if fit.length_ms:
            told["seconds"] = fit.length_ms // 1000
            told["frames"] = fit.length_ms * self.card.rate // 1000 + 1
        for name, places in self.inputs:
            if name in INPUTS:
                values = [told[name]] * len(places) if name in told else []
            else:
                values = [
                    {BLOB: one.blob, "as": UPLOAD}
                    for one in brief.references
                    if one.role.value == name
                ]
                if len(values) < len(places):
                    raise Invalid(
                        "partners.references_missing", provider=NAME, model=self.card.model,
                        role=name, most=len(places), count=len(values),
                    )  # fmt: skip
            for (node, slot), value in zip(places, values, strict=False):
                graph[node]["inputs"][slot] = value
        return graph


def workflow(told: str, graph: str, file: str) -> Workflow:
    """The workflow of the TOML `told` and the JSON `graph`; `file` is what refusals call it.

    Raises:
        Invalid: one of them cannot be read, or a place is not in the graph.
    """
    try:
        table = tomllib.loads(told)
        nodes = json.loads(graph)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise _wrong(file, str(error)) from error
    for key in table.keys() - KEYS:
        raise _wrong(file, f"{key}?")
    inputs = table.get("inputs")
    if not isinstance(inputs, dict) or "prompt" not in inputs:
        raise _wrong(file, "[inputs] prompt")
    places = tuple((name, _places(file, name, inputs[name], nodes)) for name in sorted(inputs))
    output = table.get("output")
    if not isinstance(output, str) or output not in nodes:
        raise _wrong(file, f"output = {output!r}")
    return Workflow(_card(file, table, dict(places)), json.dumps(nodes), places, output)


def _wrong(file: str, why: str) -> Invalid:
    return Invalid("partners.workflow_wrong", file=file, why=why)


def _places(file: str, name: str, told: object, nodes: Json) -> tuple[Place, ...]:
    if name not in INPUTS and name not in {role.value for role in Role}:
        raise _wrong(file, f"[inputs] {name}?")
    found = []
    for text in told if isinstance(told, list) else [told]:
        node, _, slot = str(text).partition(".")
        if slot not in (nodes.get(node) or {}).get("inputs", {}):
            raise _wrong(file, f"[inputs] {name} = {text!r}")
        found.append((node, slot))
    return tuple(found)


def _card(file: str, table: Json, places: dict[str, tuple[Place, ...]]) -> ModelCard:
    medium, name = table.get("medium"), table.get("name")
    if medium not in {one.value for one in MEDIA} or not isinstance(name, str):
        raise _wrong(file, f"name = {name!r}, medium = {medium!r}")
    limits = {role: len(places[role.value]) for role in Role if role.value in places}
    try:
        sizes = tuple(_size(str(size)) for size in table.get("sizes", ()))
        lengths = tuple(int(second) * 1000 for second in table.get("seconds", ()))
        rate = int(table.get("rate", 0))
    except (TypeError, ValueError) as error:
        raise _wrong(file, str(error)) from error
    return ModelCard(
        provider=NAME,
        model=name,
        medium=Medium(medium),
        sizes=sizes,
        lengths_ms=lengths,
        shortest_ms=min(lengths, default=0),
        longest_ms=max(lengths, default=0),
        rate=rate,
        references_max=sum(limits.values()),
        roles=tuple(RoleLimit(role, most) for role, most in limits.items()),
        seeds="seed" in places,
        offline=True,
    )


def _size(name: str) -> Size:
    wide, _, high = name.partition("x")
    return Size(name, int(wide), int(high))
