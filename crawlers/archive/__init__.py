"""The archive: every response of a crawl in WARC files, and a WARC read in place of the web."""
