"""Exporters: one file for each application that a cut can be handed to."""
