"""The pages that the staff and producers see."""
