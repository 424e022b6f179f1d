"""Partners: everything that knows an outside company or its model by name."""
