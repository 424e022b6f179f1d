"""The table of requirements of the ASVS and the tests that hold them, read from the tests."""

from __future__ import annotations

import ast
import re
from collections import defaultdict

from doctables.markdown import SRC, table

TESTS = SRC.parent.parent / "tests"
ROOMS = ("release", "studio/channel", "web")
QUOTED = re.compile(r"ASVS ((?:\d+\.\d+\.\d+(?:, )?)+)")
MEANT = {
    "6.2.1": "a password has 8 characters at least",
    "6.2.4": "no common password (by rule)",
    "6.2.5": "any characters, no mixture asked for",
    "6.2.9": "64 characters and more are taken",
    "6.2.11": "no name that stands beside it",
    "6.3.1": "guessing is slowed down",
    "6.3.2": "no default account or password",
    "6.3.3": "a factor that proves more than a password",
    "6.3.8": "who has an account is not told",
    "6.4.1": "a first code is random and short-lived",
    "6.4.3": "a lost way in is replaced safely",
    "6.5.1": "a code is used once",
    "6.5.5": "a code has an end",
    "7.2.4": "a new secret at each login",
    "7.3.1": "a login ends unused",
    "7.3.2": "a login ends at last",
    "7.4.1": "what ended is not used again",
    "7.4.2": "closing an account ends its logins",
    "7.4.3": "a new way in ends the other logins",
    "7.4.5": "operators end logins of others",
    "7.5.1": "proof before ways in are changed",
    "7.5.2": "one sees and ends one's own logins",
    "7.5.3": "fresh proof before what is grave",
    "8.2.1": "functions are open by rule alone",
    "8.2.2": "nobody reaches what is another's",
    "8.3.2": "a change of duties holds at once",
    "11.4.2": "passwords by a slow hash of today",
    "15.4.2": "checked and done in one",
    "16.2.1": "who, what, when of each change",
    "16.2.5": "no secret in any log",
    "16.3.3": "what concerns security is logged",
    "16.4.2": "logs cannot be changed unseen",
}
"""In our own words: OWASP ASVS 5.0."""


def asvs_table() -> str:
    """Every requirement that a test quotes, with the names of those tests."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(one for room in ROOMS for one in (TESTS / room).rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            quoted = QUOTED.match(ast.get_docstring(node) or "")
            for name in quoted[1].split(", ") if quoted else ():
                if name:
                    place = path.relative_to(TESTS).as_posix()
                    held[name].append(f"`{place}::{node.name}`")
    order = sorted(held, key=lambda name: tuple(map(int, name.split("."))))
    return table(
        "id | in our words | held by",
        ((n, MEANT.get(n, ""), "<br>".join(held[n])) for n in order),
    )
