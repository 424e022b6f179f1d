"""The cut: chosen takes laid on one timeline of whole frames and samples, and its readers."""
