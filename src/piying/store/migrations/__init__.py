"""Older shapes of a house, brought to the shape of today by Alembic."""
