"""Script: screenplay text to a script, and a script to a board of shots."""
