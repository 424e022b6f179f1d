"""Paid jobs on their way: the worker, its lanes, its errands, and what comes home."""
