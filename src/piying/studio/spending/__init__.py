"""What was paid, what is reserved, and what a person decides about a paid job."""
