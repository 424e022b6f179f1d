"""The sound of a film: sources, places, the mix, the limiter and its meter."""
