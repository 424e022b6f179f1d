"""A bucket of an S3-compatible store, in which blobs are kept durably beside the house."""

from __future__ import annotations
