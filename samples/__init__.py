"""The offline news-stand: invented outlets and articles, as the web would serve them."""
