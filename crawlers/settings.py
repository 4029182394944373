"""Settings of the Scrapy project: the order of its parts, its manners and its limits."""

import os
from importlib.metadata import version

_contact = os.environ.get("RACEWATCH_CONTACT")

USER_AGENT = f"Racewatch/{version('racewatch')}" + (f" (+{_contact})" if _contact else "")
ROBOTSTXT_USER_AGENT = "Racewatch"
ROBOTSTXT_OBEY = True

# The way of a visit, top to bottom.
ITEM_PIPELINES = {
    "crawlers.pipelines.answer.AnswerPipeline": 100,
    "crawlers.pipelines.compare.ComparePipeline": 200,
    "crawlers.pipelines.read.ReadPipeline": 300,
    "crawlers.pipelines.record.RecordPipeline": 400,
}

# The way of a request, top to bottom; of a response, bottom to top. Scrapy's own stand between at 350 to 850.
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawlers.middlewares.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawlers.middlewares.redirects.OwnHostsRedirectMiddleware": 600,
}

# Below all of them: what is recorded here has its bytes and headers as sent. No other scheme is ever fetched.
DOWNLOAD_HANDLERS = {
    "http": "crawlers.handlers.record.RecordingHandler",
    "https": "crawlers.handlers.record.RecordingHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}

# Manners: one request after the other, as far apart as the card says (``crawlers.run``) and not a moment less.
CONCURRENT_REQUESTS = 2
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY_JITTER = 0
COOKIES_ENABLED = False
RETRY_TIMES = 1
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]

# Limits, in seconds and bytes.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False

# A body that breaks off is archived and told as such; error pages come to the spider, too.
DOWNLOAD_FAIL_ON_DATALOSS = False
HTTPERROR_ALLOW_ALL = True

TELNETCONSOLE_ENABLED = False
LOG_LEVEL = "WARNING"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
