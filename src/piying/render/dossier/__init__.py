"""The report of a dossier: one page that shows what was found, where, and by which rule."""
