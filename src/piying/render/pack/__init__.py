"""Packing: a finished film becomes what the channel needs, file by file."""
