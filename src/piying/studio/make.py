"""make: every verb from the screenplay to the finished film, and what they did."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.script import Finding
from piying.studio.cutting.edit import edit
from piying.studio.cutting.master import Mastered, master
from piying.studio.house import House
from piying.studio.shooting.board import Boarded, board
from piying.studio.shooting.onepass import Shoot, Want, look
from piying.studio.shooting.quoting import Price, priced
from piying.studio.shooting.shoot import shoot


@dataclass(frozen=True, slots=True)
class Film:
    """One finished episode."""

    mastered: Mastered
    shot: Shoot
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What making an episode would do."""

    boarded: Boarded
    wants: tuple[Want, ...]
    """What would be made on this machine, as far as can be known now."""
    price: Price | None
    """What models would make, and for how much; None where the house has no routes."""


def make(house: House, series: str, episode: int, profile: str) -> Film:
    """The finished film of one episode."""
    with house.progress.step("cli.step_board", 1) as step:
        boarded = board(house, series, episode)
        step.advance()
    if boarded.made:  # then something will have to be drawn
        house.workers.warm()
    shot = shoot(house, series, episode)
    with house.progress.step("cli.step_edit", 1) as step:
        edit(house, series, episode)
        step.advance()
    mastered = master(house, series, episode, profile)
    return Film(mastered, shot, boarded.findings)


def plan(house: House, series: str, episode: int) -> Plan:
    """What `make` would do for one episode, without making a take or asking anybody."""
    boarded = board(house, series, episode)
    wants, _ = look(house, boarded.board)
    price = priced(house, boarded.board)
    asked = {line.recipe for line in price.lines} if price else set()
    local = tuple(want for want in wants if want.recipe not in asked)
    return Plan(boarded, local, price)
