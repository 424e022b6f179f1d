"""Plays and sales come in, and days are counted."""
