"""Adapting: a chapter of a novel to a proposal, through whatever text model is asked."""
