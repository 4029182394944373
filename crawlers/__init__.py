"""The Scrapy project: outlet cards, spiders, extraction, and the WARC archive."""
