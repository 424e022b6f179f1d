"""Statements of platforms: their files, read by templates that say what their columns mean."""
