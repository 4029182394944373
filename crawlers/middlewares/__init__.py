"""Downloader middlewares: the manners of the crawl."""
