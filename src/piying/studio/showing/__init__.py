"""What stands where in a series, and quick looks at it."""
