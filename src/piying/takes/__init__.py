"""Takes: what must be made for a board, which provider is asked, and which take is chosen."""
