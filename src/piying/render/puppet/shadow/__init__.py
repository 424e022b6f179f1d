"""Shadow style: backlit leather puppets."""
