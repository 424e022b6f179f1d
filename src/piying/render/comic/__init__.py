"""Comics: the panels of a page in the order of reading, and what is written in them."""
