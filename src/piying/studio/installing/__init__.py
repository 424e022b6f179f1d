"""Setting a machine up: what is fetched, proved and kept in the data folder."""
