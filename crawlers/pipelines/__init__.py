"""Pipelines: the steps from a response to its outcome, one a file; their order stands in ``crawlers.settings``."""
