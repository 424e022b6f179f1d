"""The tables of the pages, from the code that they mirror."""
