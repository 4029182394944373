"""Replay: answers every request from WARC files, so that no request of a replay reaches a network."""

from http import HTTPStatus

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawlers.archive.response import Recorded
from crawlers.crawl import crawl_of
from crawlers.refusals import LeftDue

#: The flag of the answer to a request that the files do not hold.
NOT_ARCHIVED = "not in the archive"
#: The flag of what the archive gives for a source that says "not modified".
NOT_MODIFIED = "not modified"


class ReplayHandler(BaseDownloadHandler):
    """Gives status, headers and bytes as recorded; ``request.meta["record"]`` says where and from when they are."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawl = crawl_of(crawler)

    async def download_request(self, request: Request) -> Response:
        """Answer ``request``: 404 with the flag ``NOT_ARCHIVED`` when the files do not hold it."""
        if self._crawl.problem or not self._crawl.seconds_left:
            raise LeftDue
        web = self._crawl.web
        assert web is not None
        recorded = web.get(request.meta.get("address", request.url))
        if recorded is None:
            return Response(request.url, status=HTTPStatus.NOT_FOUND, flags=[NOT_ARCHIVED])
        assert recorded.file is not None
        request.meta["record"] = (recorded.fetched_at, self._crawl.archived_name(recorded.file), recorded.offset)
        return answer_of(recorded, url=request.url)


def answer_of(recorded: Recorded, *, url: str) -> Response:
    """Return what the archive holds as Scrapy's response to a request of ``url``."""
    headers = Headers()
    for name, value in recorded.headers:
        headers.appendlist(name, value)
    kind = responsetypes.from_args(headers=headers, url=url, body=recorded.body)
    return kind(
        url=url,
        status=recorded.status,
        headers=headers,
        body=recorded.body,
        flags=["dataloss"] if recorded.truncated else [],
        protocol=recorded.protocol,
    )
