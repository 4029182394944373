"""Redirects: a page's redirects are followed within the outlet's own hosts, and to no page that has its turn anyway."""

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response

from crawlers.crawl import crawl_of
from crawlers.refusals import Refused
from crawlers.urls import canonical_url


class OwnHostsRedirectMiddleware(RedirectMiddleware):
    """Scrapy's middleware; requests with ``meta["page"]`` stay on the card's hosts."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the next request of a redirect or ``response``; raise Refused for a redirect not to be followed."""
        result = super().process_response(request, response)
        if isinstance(result, Request) and request.meta.get("page"):
            crawl = crawl_of(self.crawler)
            target = canonical_url(result.url)
            if target is None or not crawl.card.owns(target):
                raise Refused("filtered", f"redirects off the outlet's hosts to {result.url}")
            if target != request.meta["page"] and crawl.is_taken(target):
                raise Refused("duplicate", f"redirects to {target}")
        return result
