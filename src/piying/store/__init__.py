"""The store: objects by digest, blobs on disk, happenings in order, names with heads."""
