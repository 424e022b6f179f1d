"""The channel: what pages and the API ask for."""
