"""Words: every noun of a drama as an immutable value; no I/O and no floats here."""
