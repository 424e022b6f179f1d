"""account: the staff, their duties, codes, logins and tokens."""

from __future__ import annotations

import argparse
import getpass
from datetime import UTC, datetime

from piying.cli.table import table
from piying.cli.telling import Telling
from piying.model.errors import Invalid
from piying.model.messages import say
from piying.model.viewer import Account, Duty, Scope
from piying.studio.channel.acting import By, terminal
from piying.studio.channel.auditing import changes, verified
from piying.studio.channel.enrolling import (
    Invited,
    Staff,
    end_all,
    enrol,
    first_operator,
    invite,
    new_way,
    remove,
    set_duties,
    staff_called,
)
from piying.studio.channel.roll import Entry, roll, roll_of
from piying.studio.channel.secondfactor import reset_factors
from piying.studio.channel.tokens import end_token, make_token
from piying.studio.house import House


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """account: the staff, their duties, codes, logins and tokens."""
    by = terminal(options.who)
    if options.first_operator:
        _tell_code(first_operator(house, options.first_operator), telling)
    elif options.enrol:
        _enrol(house, telling)
    elif options.end_token:
        ended = end_token(house, by, options.end_token)
        telling.line("token_ended", name=ended.name, prefix=ended.prefix)
        telling.result({"token": ended.id, "ended": True})
    elif options.history:
        _history(house, options.handle, telling)
    elif options.handle:
        _one(house, by, options, telling)
    elif options.invite or options.give or options.take or options.token:
        raise Invalid("cli.whose_account")
    else:
        _list(roll(house), telling)


def _one(house: House, by: By, options: argparse.Namespace, telling: Telling) -> None:
    """What is done with one member."""
    handle = options.handle
    if options.invite:
        duties = tuple(Duty(one) for one in options.give)
        wanted = Staff(handle, duties, options.name, options.party or "")
        _tell_code(invite(house, by, wanted), telling)
    elif options.new_code:
        _tell_code(new_way(house, by, handle), telling)
    elif options.reset_factors:
        account = reset_factors(house, by, handle)
        telling.line("factors_reset", name=account.name)
        telling.result({"handle": handle, "factors_reset": True})
    elif options.end_logins:
        ended = end_all(house, by, handle)
        telling.line("logins_ended", name=handle, count=ended)
        telling.result({"handle": handle, "ended": ended})
    elif options.close:
        remove(house, by, handle)
        telling.line("account_closed", name=handle)
        telling.result({"handle": handle, "closed": True})
    elif options.token:
        _token(house, by, options, telling)
    elif options.give or options.take or options.party is not None:
        held = set(staff_called(house, handle).duties) | {Duty(one) for one in options.give}
        kept = tuple(one for one in Duty if one in held and one.value not in options.take)
        _tell_account(set_duties(house, by, handle, kept, options.party), handle, telling)
    else:
        _show(roll_of(house, handle), telling)


def _tell_code(made: Invited, telling: Telling) -> None:
    telling.line(
        "code_made", name=made.account.name, secret=made.code, until=_moment(made.until_ms)
    )
    telling.result({"account": made.account.id, "code": made.code, "until_ms": made.until_ms})


def _enrol(house: House, telling: Telling) -> None:
    """Ask for a code and twice for a password, none of which is shown."""
    code = getpass.getpass(say("cli.ask_code", telling.language))
    first = getpass.getpass(say("cli.ask_password", telling.language))
    if getpass.getpass(say("cli.ask_password_again", telling.language)) != first:
        raise Invalid("cli.passwords_differ")
    opened = enrol(house, code, first, "terminal", "terminal")
    telling.line("enrolled", name=opened.account.name)
    telling.result({"account": opened.account.id, "enrolled": True})


def _token(house: House, by: By, options: argparse.Namespace, telling: Telling) -> None:
    account = staff_called(house, options.handle)
    scopes = tuple(Scope(one) for one in options.scope)
    made = make_token(house, by, account, options.name, scopes, options.days)
    telling.line("token_made", name=made.token.name, text=made.text,
                 until=_moment(made.token.until_ms))  # fmt: skip
    telling.result({"token": made.token.id, "text": made.text,
                    "until_ms": made.token.until_ms})  # fmt: skip


def _tell_account(account: Account, handle: str, telling: Telling) -> None:
    duties = ", ".join(one.value for one in account.duties)
    telling.line("duties_now", name=handle, duties=duties)
    telling.result({"handle": handle, "duties": [one.value for one in account.duties],
                    "party": account.party})  # fmt: skip


def _list(entries: tuple[Entry, ...], telling: Telling) -> None:
    if not entries:
        telling.line("no_accounts")
    telling.lines(table([(one.handle, one.account.name, _duties(one), _ways(one, telling))
                         for one in entries]))  # fmt: skip
    telling.result({"accounts": [_data(one) for one in entries]})


def _show(entry: Entry, telling: Telling) -> None:
    telling.lines([f"{entry.handle}  {entry.account.name}  {_duties(entry)}",
                   _ways(entry, telling)])  # fmt: skip
    telling.lines(table([(one.id, _moment(one.at_ms), one.device) for one in entry.logins]))
    telling.lines(table([(one.id, one.name, one.prefix,
                          " ".join(scope.value for scope in one.scopes),
                          "-" if one.ended_ms else _moment(one.until_ms))
                         for one in entry.tokens]))  # fmt: skip
    telling.result(_data(entry))


def _history(house: House, handle: str, telling: Telling) -> None:
    member = staff_called(house, handle).id if handle else ""
    told, state = changes(house, member), verified(house)
    telling.lines(table([(_moment(at), one.by, one.what, one.member, _facts(one.after))
                         for at, one in told]))  # fmt: skip
    if state.broken is not None:
        why = say(f"review.broken_{state.broken.value}", telling.language)
        raise Invalid("cli.account_log_broken", seq=state.seq, why=why)
    listed = [
        {"at_ms": at, "by": one.by, "what": one.what, "member": one.member,
         "before": dict(one.before), "after": dict(one.after)}
        for at, one in told
    ]  # fmt: skip
    telling.result({"good": state.good, "changes": listed})


def _duties(entry: Entry) -> str:
    return ", ".join(one.value for one in entry.account.duties)


def _ways(entry: Entry, telling: Telling) -> str:
    """How they log in; until they have enrolled, that they have not."""
    return ", ".join(entry.ways) or say("cli.not_enrolled", telling.language)


def _facts(told: tuple[tuple[str, str], ...]) -> str:
    return " ".join(f"{name}={value}" for name, value in told)


def _data(entry: Entry) -> dict[str, object]:
    return {
        "account": entry.account.id, "handle": entry.handle, "name": entry.account.name,
        "duties": [one.value for one in entry.account.duties], "party": entry.account.party,
        "ways": list(entry.ways),
        "logins": [{"id": one.id, "at_ms": one.at_ms, "device": one.device}
                   for one in entry.logins],
        "tokens": [{"id": one.id, "name": one.name, "prefix": one.prefix,
                    "scopes": [scope.value for scope in one.scopes],
                    "until_ms": one.until_ms, "ended_ms": one.ended_ms, "used_ms": one.used_ms}
                   for one in entry.tokens],
    }  # fmt: skip


def _moment(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
