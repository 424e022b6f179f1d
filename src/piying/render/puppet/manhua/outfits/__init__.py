"""Clothes of the manhua figures: one file for each group of outfits."""
