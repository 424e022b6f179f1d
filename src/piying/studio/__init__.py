"""Verbs: what a person asks for, one file a verb, in the order of a drama's life."""
