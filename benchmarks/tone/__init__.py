"""Measures tone towards a target against labelled news sentences."""
