"""The trend report and the digest: queries on marts, templates, charts, mail."""
