"""`python -m piying`."""

from __future__ import annotations

import sys

from piying.cli import main

if __name__ == "__main__":
    sys.exit(main())
