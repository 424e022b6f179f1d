"""Of a job's money: how certain it is, and what it was in the vendor's currency.

Of jobs that ended before, nobody wrote down whether their vendor had said what it charges, so
all of them count as priced by the list until a person confirms them.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text

revision = "0004"
down_revision = "0003"

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns, and an index by which the jobs of a recipe are found."""
    op.add_column("job", Column("charge", WORDS, nullable=False, server_default="open"))
    op.add_column("job", Column("original_minor", NUMBER))
    op.add_column("job", Column("original_currency", WORDS, nullable=False, server_default=""))
    op.execute("UPDATE job SET charge = 'listed' WHERE settled_minor IS NOT NULL")
    op.create_index("job_recipe", "job", ["recipe"])
