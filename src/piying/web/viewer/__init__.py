"""The pages that viewers see."""
