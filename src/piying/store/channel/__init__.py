"""The channel in the database of a house: what is out, and who may play what."""
