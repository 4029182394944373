"""Stance: where a statement stands towards a proposition, by a model that reads both languages."""
