"""How well pages are read: articles that come out whole, and F1 of their text against trafilatura."""
