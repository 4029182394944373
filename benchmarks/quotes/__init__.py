"""Measures the extractor of quotations against labelled texts."""
