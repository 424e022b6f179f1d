"""The backdrops and props of the manhua style, painted in code."""
