"""A dossier by hand, for the tests of what is said and done about one."""

from __future__ import annotations

from piying.model.review import (
    Answer,
    At,
    Citation,
    Coverage,
    Declared,
    Dossier,
    Element,
    Evidence,
    Expected,
    Finding,
    Level,
    Run,
    Stage,
    Tiering,
)


def finding(fingerprint, level=Level.REVIEW, rule="SUP-001", **other):
    given = {
        "at": At(Stage.SCRIPT, 0, Element.DIALOGUE, 3, 41, 0, 4),
        "evidence": Evidence(quote="大师作法三天，他的病果然治好了"),
        "cite": (Citation("NSV2021", "二·（十三）", "宣扬封建迷信"),),
    } | other
    return Finding(
        rule, level, title_zh="把作法表现为真实有效", title_en="ritual shown as effective",
        why_zh="", why_en="", fingerprint=fingerprint, **given,
    )  # fmt: skip


def measured(fingerprint, rule="PSE-001"):
    return finding(
        fingerprint, Level.BLOCK, rule,
        at=At(Stage.MASTER, shot="s012", start_frame=910, end_frame=960),
        evidence=Evidence(measured=Expected("flash", "≤ 6 /s", "14 /s")),
    )  # fmt: skip


def dossier(*findings, version=1, **other):
    given = {
        "series": "drama", "episode": 1, "version": version, "script": "5c" * 32,
        "cut": None, "master": "3a" * 32, "captions": "ca" * 32, "policy": "90" * 32,
        "policy_name": "cn-manju 2026.11.0", "declared": Declared("小戏", ai_used=Answer.YES),
        "tiering": Tiering("other", "row", (), "platform", ("platform_number",)),
        "findings": findings, "coverage": Coverage((), (), (), 100, 1000),
        "runs": (Run("text", "1", "ok"),), "inspection": None,
        "label_explicit": Answer.YES, "label_implicit": Answer.YES,
    } | other  # fmt: skip
    return Dossier(**given)
