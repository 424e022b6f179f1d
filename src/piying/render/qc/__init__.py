"""Measuring a finished film: one pass over the file gives an `Inspection`."""
