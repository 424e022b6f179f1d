"""Words on the picture: faces, lines and lettering."""
