"""Settings of the Scrapy project: the order of its parts, its manners and its limits."""

import os
from importlib.metadata import version

CONTACT = os.environ.get("RACEWATCH_CONTACT")
USER_AGENT = f"Racewatch/{version('racewatch')}" + (f" (+{CONTACT})" if CONTACT else "")
ROBOTSTXT_USER_AGENT = "Racewatch"
ROBOTSTXT_OBEY = True

# Hosts, addresses and networks beside the public internet that may be asked, in words apart by spaces or commas.
ALLOWED_HOSTS = os.environ.get("RACEWATCH_ALLOWED_HOSTS", "")
# Seconds between two requests to one of these, which are the operator's own; without it their card's delay holds.
ALLOWED_DELAY = os.environ.get("RACEWATCH_ALLOWED_DELAY")
TWISTED_DNS_RESOLVER = "crawlers.resolver.PublicResolver"

# The way of a visit, top to bottom.
ITEM_PIPELINES = {
    "crawlers.pipelines.answer.AnswerPipeline": 100,
    "crawlers.pipelines.compare.ComparePipeline": 200,
    "crawlers.pipelines.read.ReadPipeline": 300,
    "crawlers.pipelines.further.FurtherPipeline": 350,
    "crawlers.pipelines.record.RecordPipeline": 400,
}

# The way of a request, top to bottom; of a response, bottom to top. The whole list stands here, in place of exceptions
# from Scrapy's own list, because Scrapy imports what is left out, too: .2 s of every crawl.
DOWNLOADER_MIDDLEWARES_BASE = {
    "crawlers.middlewares.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    "crawlers.middlewares.patience.PatienceMiddleware": 560,
    "crawlers.middlewares.compression.WholeBodyMiddleware": 590,
    "crawlers.middlewares.redirects.OwnHostsRedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": 850,
}
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
}

# Below all of them: what is recorded here has its bytes and headers as sent. No other scheme is ever fetched.
DOWNLOAD_HANDLERS_BASE = {
    "http": "crawlers.handlers.record.RecordingHandler",
    "https": "crawlers.handlers.record.RecordingHandler",
}

# Manners: one request after the other, as far apart as the card says (``crawlers.run``) and not a moment less.
CONCURRENT_REQUESTS = 2
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY_JITTER = 0
RETRY_TIMES = 1
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]

# Limits, in seconds and bytes.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 5

# A body that breaks off is archived and told as such; error pages come to the spider, too.
DOWNLOAD_FAIL_ON_DATALOSS = False
HTTPERROR_ALLOW_ALL = True

LOG_LEVEL = "WARNING"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
