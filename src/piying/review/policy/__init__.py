"""Policies: TOML text → `Policy`, or every fault with file, line and what to write instead."""
