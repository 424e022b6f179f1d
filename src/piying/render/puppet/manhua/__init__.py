"""puppet/manhua."""
