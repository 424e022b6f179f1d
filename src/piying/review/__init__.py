"""Review: which tier a work falls in, what the rules find in it, and who decided what."""
