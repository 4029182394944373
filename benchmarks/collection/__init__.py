"""Collection: speed from a web server to the warehouse, speed of an import, and what a killed crawl loses."""
