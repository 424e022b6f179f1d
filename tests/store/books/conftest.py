"""Books in either database."""

from __future__ import annotations

import pytest

from piying.store.books.books import Books


@pytest.fixture
def books(store):
    return Books(store.database)
