"""The gallery of providers."""
