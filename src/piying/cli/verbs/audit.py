"""audit: verify the log and all that it says; make, change or export what proves it."""

from __future__ import annotations

import argparse

from piying.cli.dossiers import acting
from piying.cli.telling import Telling
from piying.model.errors import Invalid, Missing
from piying.model.messages import say
from piying.studio.house import House
from piying.studio.reviewing.audit import (
    Audit,
    anchor_from,
    audit,
    check_role,
    export_log,
    make_signing_key,
    rotate,
)


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """audit: verify the log and all that it says; make, change or export what proves it."""
    if options.make_key or options.rotate:
        _key(house, options, telling)
        return
    if options.export is not None:
        count = export_log(house, options.export)
        telling.line("log_exported", count=count, path=options.export)
        telling.result({"exported": count, "path": str(options.export)})
        return
    anchors = []
    for path in options.anchor:
        if not path.is_file():
            raise Missing("cli.anchor_missing", path=path)
        anchors.append(anchor_from(path.read_text(encoding="utf-8")))
    found = audit(house, options.root, anchors)
    _tell(found, telling)
    if not found.good:
        raise Invalid("cli.audit_failed")


def _key(house: House, options: argparse.Namespace, telling: Telling) -> None:
    check_role(acting(house, options))
    if options.make_key:
        made = make_signing_key(house)
        path = house.settings.signing_key
        telling.line("key_made", path=path, key=made.name)
        telling.result({"key": made.name, "path": str(path)})
        return
    entry, old = rotate(house)
    telling.line("key_rotated", seq=entry.seq, path=old)
    telling.result({"seq": entry.seq, "old": str(old)})


def _tell(found: Audit, telling: Telling) -> None:
    verified = found.verified
    if verified.broken is not None:
        why = say(f"review.broken_{verified.broken.value}", telling.language)
        telling.line("log_broken", seq=verified.seq, why=why)
    else:
        telling.line(
            "log_good", count=verified.count, head=verified.head, key=found.root or "-"
        )
    for fault in found.faults:
        why = "; ".join(
            say(one.code, telling.language, **dict(one.data)) for one in fault.refusals
        )
        telling.line("log_fault", seq=fault.seq, act=fault.one.act.value,
                     name=fault.one.actor.name, why=why)  # fmt: skip
    for item in found.late:
        telling.line("notice_late", notice=item.notice.id[:8], target=item.notice.target)
    for one in found.overdue:
        telling.line("overdue", name=f"{one.series}/e{one.episode:02d}",
                     version=one.deadline.version, clock=one.deadline.clock)  # fmt: skip
    telling.result(
        {
            "good": found.good,
            "count": verified.count,
            "broken": verified.broken.value if verified.broken else "",
            "first_bad": verified.seq,
            "key": found.root,
            "head": {
                "log": found.head.log, "seq": found.head.seq, "hash": found.head.hash,
                "at_ms": found.head.at_ms, "key": found.head.key,
            } if found.head else None,
            "faults": [
                {"seq": fault.seq, "act": fault.one.act.value, "by": fault.one.actor.name,
                 "why": [one.code for one in fault.refusals]}
                for fault in found.faults
            ],
            "late": [item.notice.id for item in found.late],
            "overdue": [
                {"series": one.series, "episode": one.episode,
                 "version": one.deadline.version, "clock": one.deadline.clock,
                 "due_ms": one.deadline.due_ms}
                for one in found.overdue
            ],
        }
    )  # fmt: skip
