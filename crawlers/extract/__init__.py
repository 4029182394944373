"""Extraction: the bytes of one response to an article. Pure: reads no file of the web, no clock that matters, no network."""

from crawlers.extract.article import extract
from crawlers.extract.page import Hint, Page

__all__ = ["Hint", "Page", "extract"]
