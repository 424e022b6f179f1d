"""Statements as files: a page to send, and tables to compute with."""
