"""Runs the steps on the connection that `store/schema.py` holds open."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # the caller's transaction holds all of it, on SQLite too
)
with context.begin_transaction():
    context.run_migrations()
