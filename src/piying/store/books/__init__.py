"""The ledger in the database of a house: SQLite or PostgreSQL, which refuse wrong books."""
