"""Hair of the manhua figures: how it is drawn, and one file for each group of styles."""
