"""Download handlers: below everything that Scrapy does to a response, where it is recorded or replayed."""
