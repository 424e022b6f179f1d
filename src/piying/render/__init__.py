"""Render: a cut to frames, sound and files; the puppet kit; the measuring of files."""
