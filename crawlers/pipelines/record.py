"""Record: the outcome of a visit goes to the outcome file."""

from scrapy.crawler import Crawler

from crawlers.crawl import Crawl, crawl_of
from crawlers.visit import Visit
from domain.crawl import Outcome

#: A line of progress is written every so many outcomes.
_PROGRESS = 25


class RecordPipeline:
    """Writes one outcome a visit."""

    def __init__(self, crawl: Crawl) -> None:
        self._crawl = crawl

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RecordPipeline":
        """Make the step of one crawl."""
        return cls(crawl_of(crawler))

    def process_item(self, item: Visit) -> Visit:
        """Write the outcome of ``item``; a file that cannot be written ends the crawl."""
        assert item.kind is not None
        crawl = self._crawl
        if crawl.problem:
            return item
        outcome = Outcome(
            kind=item.kind,
            run_id=crawl.plan.run_id,
            outlet=crawl.card.id,
            url=item.url,
            fetched_at=item.fetched_at,
            reason=item.reason,
            status_code=item.status_code,
            etag=item.etag,
            last_modified=item.last_modified,
            body_sha256=item.body_sha256,
            warc_file=item.warc_file,
            warc_offset=item.warc_offset,
            article=item.article,
            due_at=item.due_at,
            is_source=item.is_source,
            n_listed=item.n_listed,
            newest_at=item.newest_at,
        )
        try:
            crawl.outcomes.write(outcome)
        except OSError as error:
            crawl.problem = f"{crawl.outcomes.path}: outcomes cannot be written: {error.strerror}"
            return item
        crawl.pending.pop(item.url, None)
        crawl.counts[item.kind] += 1
        if crawl.counts.total() % _PROGRESS == 0:
            crawl.say(f"{crawl.counts.total()} URLs so far")
        return item
