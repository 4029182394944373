"""Extraction: the bytes of one response to an article; pure: no network, no file but its own data."""

from crawlers.extract.article import extract, read
from crawlers.extract.page import Hint, Page

__all__ = ["Hint", "Page", "extract", "read"]
