"""Everything that most shots are drawn with, loaded in one go.

The server that workers are forked from loads this, once for all of them. The collector of
garbage would look through all that is loaded again and again while it grows, a sixth of the
whole time, and copy it into every worker when it marks it later.
"""

from __future__ import annotations

import gc
from importlib import import_module

MODULES = (
    "piying.render.perform",
    "piying.render.decoding",
    "piying.render.encode",
    "piying.render.media.stage",
    "piying.render.shot",
)

gc.disable()
for name in MODULES:
    import_module(name)
gc.freeze()
gc.enable()
