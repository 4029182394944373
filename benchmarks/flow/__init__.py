"""The whole flow, measured: real pages through crawl, warehouse and annotation."""
