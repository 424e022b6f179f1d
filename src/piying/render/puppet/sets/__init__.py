"""puppet/sets."""
