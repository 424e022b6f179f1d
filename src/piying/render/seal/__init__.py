"""Labels and provenance: signed manifests, and the verification of any file."""
