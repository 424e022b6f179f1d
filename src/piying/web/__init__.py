"""The faces that a browser sees: pages and what they ask for."""
