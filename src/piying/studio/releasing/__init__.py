"""A cleared film packed, listed and put out."""
