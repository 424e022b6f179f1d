"""Money: deals, what they owe, and the entries that say so. Pure."""
