"""The deals of a world as the operator writes them."""

from __future__ import annotations

SERIES_KIND = 'format = "2d"\nexclusive = true'


def text(world, known_by):
    """The TOML of every version, contract and party that was written down by `known_by`."""
    parts = [_deal(one) for one in world.deals if one.recorded <= known_by]
    parts += [_contract(world, one) for one in world.contracts if one.recorded <= known_by]
    parts += [f'[[party]]\nid = "{name}"\nname = "{name}"\nsort = "company"\n'
              for name in world.parties]  # fmt: skip
    return "\n".join(parts)


def _step(name, kind, **fields):
    lines = [f'[[deal.step]]\nid = "{name}"\nkind = "{kind}"\nclause = "1"']
    lines += [f"{key} = {value}" for key, value in fields.items() if value]
    return "\n".join(lines)


def _number(value):
    return f'"{value}"' if "/" in value else value


def _deal(deal):
    head = f"""[[deal]]
id = "{deal.id}"
version = {deal.version}
title = "Terms of {deal.id}"
effective = {deal.effective}
recorded = "{deal.recorded}"
currency = "{deal.currency}"
calendar = {{ period = "week", statement = {{ days = 3 }}, payment = {{ days = 5 }} }}
counting = {{ min_ms = 3000, cap_plays = 3, cap_watch_x = 2 }}"""
    steps = [
        _step("minutes", "basis", of='"effective_minutes"', counts='"own"'),
        _step("price", "rate", amount=_number(deal.price), per=1000),
    ]
    if deal.cap:
        steps.append(_step("cap", "cap", amount=_number(deal.cap)))
    steps += [
        _step("net", "basis", of='"net"', counts='"own"'),
        _step("share", "share", amount=_number(deal.share)),
    ]
    if deal.guarantee:
        steps.append(_step("mg", "guarantee", scope='"title"', amount=_number(deal.guarantee)))
    if deal.reserve:
        part, days = deal.reserve
        steps.append(_step("back", "reserve", amount=_number(part), days=days))
    parts = ", ".join(f'{{ role = "{role}", part = {_number(part)} }}'
                      for role, part in deal.parts)  # fmt: skip
    steps.append(_step("who", "split", parts=f"[{parts}]", rest='"house"'))
    return "\n".join([head, *steps]) + "\n"


def _contract(world, contract):
    holders = ", ".join(
        "{ "
        + ", ".join(
            [f'role = "{role}"', f'party = "{party}"']
            + ([f"since = {since}"] if since else [])
            + ([f"until = {until}"] if until else [])
        )
        + " }"
        for role, party, since, until in contract.holders
    )
    names = ", ".join(f'"{name}"' for name in contract.series)
    places = ", ".join(f'"{name}"' for name in world.platforms)
    return f"""[[contract]]
id = "{contract.id}"
deal = "{contract.deal}"
series = [{names}]
platforms = [{places}]
since = {contract.since}
{SERIES_KIND}
recorded = "{contract.recorded}"
holders = [{holders}]
"""
