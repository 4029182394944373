"""Record: the outcome of a visit goes to the outcome file."""

from scrapy.crawler import Crawler

from crawlers.crawl import Crawl, crawl_of
from crawlers.visit import Visit
from domain.crawl import Outcome

#: A line of progress is written every so many outcomes.
_PROGRESS = 25


class RecordPipeline:
    """Writes one outcome a visit, and one for each further page of its article."""

    def __init__(self, crawl: Crawl) -> None:
        self._crawl = crawl

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RecordPipeline":
        """Make the step of one crawl."""
        return cls(crawl_of(crawler))

    def process_item(self, item: Visit) -> Visit:
        """Write the outcome of ``item``, behind those of its further pages, so that the article is there when they are.

        A file that cannot be written ends the crawl.
        """
        for visit in (*item.further, item):
            self._write(visit)
        return item

    def _write(self, visit: Visit) -> None:
        assert visit.kind is not None
        crawl = self._crawl
        if crawl.problem:
            return
        outcome = Outcome(
            kind=visit.kind,
            run_id=crawl.plan.run_id,
            outlet=crawl.card.id,
            url=visit.url,
            fetched_at=visit.fetched_at,
            reason=visit.reason,
            status_code=visit.status_code,
            etag=visit.etag,
            last_modified=visit.last_modified,
            body_sha256=visit.body_sha256,
            warc_file=visit.warc_file,
            warc_offset=visit.warc_offset,
            article=visit.article,
            due_at=visit.due_at,
            is_source=visit.is_source,
            n_listed=visit.n_listed,
            newest_at=visit.newest_at,
            part_of=visit.part_of,
            part=visit.part,
        )
        try:
            crawl.outcomes.write(outcome)
        except OSError as error:
            crawl.problem = f"{crawl.outcomes.path}: outcomes cannot be written: {error.strerror}"
            return
        crawl.pending.pop(visit.url, None)
        crawl.counts[visit.kind] += 1
        if crawl.counts.total() % _PROGRESS == 0:
            crawl.say(f"{crawl.counts.total()} URLs so far")
