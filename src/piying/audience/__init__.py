"""Plays: what is counted of them, and what is not, and why. Pure."""
