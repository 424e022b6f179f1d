"""The engines that can count a day: the same rules, written twice and run by four programs."""

from __future__ import annotations
