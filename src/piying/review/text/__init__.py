"""The text engine: canonical form, matchers, guards, contexts, the people of a scene."""
