"""Words: every noun of a drama as an immutable value; nothing here does I/O or holds a float."""
