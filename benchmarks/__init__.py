"""Measurements: one folder each, with the data it reads and the floor in git."""
