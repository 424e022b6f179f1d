"""The dossier: examined, decided, sealed, taken down, appealed and audited."""
