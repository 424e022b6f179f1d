"""puppet/shadow."""
