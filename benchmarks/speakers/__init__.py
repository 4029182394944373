"""Measures whether mentions of one person are linked, and those of two are not, across articles and languages."""
