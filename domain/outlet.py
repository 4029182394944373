"""Outlet: a publisher that Racewatch monitors."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlet:
    """What the warehouse knows of an outlet; how it is crawled stands in its card (``crawlers/outlets``).

    ``country`` is ISO 3166-1 alpha-2, ``timezone`` an IANA name, ``languages`` ISO 639-1 codes.
    ``expected_daily`` is in articles.
    """

    id: str
    name: str
    country: str
    languages: tuple[str, ...]
    timezone: str
    ownership: str | None = None
    invented: bool = False
    expected_daily: float | None = None
