"""Plan: what one crawl must know, as a file of JSON lines; first the crawl, then URLs, sources and hosts."""

import json
import math
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from domain.crawl import ClosedHost, CrawlPlan, KnownUrl, WaitingUrl
from domain.problem import Problem

_CRAWL = ("run_id", "outlet", "archive", "budget", "replay", "as_of", "shard", "index")
_KNOWN = ("url", "etag", "last_modified", "body_sha256", "warc_file", "warc_offset")


class PlanError(Problem):
    """A plan that cannot be read: one line with file, line, what was expected and what was found."""


def write_plan(path: Path, plan: CrawlPlan) -> None:
    """Write ``plan`` to ``path``: a line of kind ``crawl``, then one for each URL, source and host of another kind."""
    crawl = {key: getattr(plan, key) for key in _CRAWL}
    crawl["as_of"] = plan.as_of and plan.as_of.isoformat()
    lines = [{"kind": "crawl", **crawl}]
    lines += [{"kind": "known", **{key: getattr(known, key) for key in _KNOWN}} for known in plan.known]
    lines += [{"kind": "due", "url": url} for url in plan.due]
    lines += [{"kind": "resting", "url": url} for url in plan.resting]
    for waiting in plan.waiting:
        due_at = waiting.due_at and waiting.due_at.isoformat()
        lines.append({"kind": "waiting", "url": waiting.url, "failures": waiting.failures, "due_at": due_at})
    lines += [{"kind": "closed", "host": closed.host, "until": closed.until.isoformat()} for closed in plan.closed]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def read_plan(path: Path) -> CrawlPlan:
    """Read what ``write_plan`` wrote; raise PlanError with one clear line."""
    crawl: dict[str, Any] | None = None
    known: list[KnownUrl] = []
    urls: dict[str, list[str]] = {"due": [], "resting": []}
    waiting: list[WaitingUrl] = []
    closed: list[ClosedHost] = []
    for number, row in _rows(path):
        try:
            kind = row.pop("kind", None)
            if number == 1:
                if kind != "crawl":
                    raise ValueError(f"expected a line of kind crawl first, found {kind!r}")
                crawl = _crawl(row)
            elif kind == "known":
                known.append(_known(row))
            elif kind in urls and isinstance(row.get("url"), str):
                urls[kind].append(row["url"])
            elif kind == "waiting" and isinstance(row.get("url"), str):
                waiting.append(_waiting(row))
            elif kind == "closed" and isinstance(row.get("host"), str):
                closed.append(ClosedHost(host=row["host"], until=_known_time(row, "until")))
            else:
                raise ValueError(f"expected kind known, due, resting, waiting or closed and a url, found {kind!r}")
        except ValueError as error:
            raise PlanError(f"{path}: line {number}: {error}") from None
    if crawl is None:
        raise PlanError(f"{path}: expected a crawl plan, found an empty file")
    return CrawlPlan(
        **crawl,
        known=tuple(known),
        due=tuple(urls["due"]),
        resting=tuple(urls["resting"]),
        waiting=tuple(waiting),
        closed=tuple(closed),
    )


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise PlanError(f"{path}: expected a crawl plan ({error.strerror})") from None
    except UnicodeDecodeError:
        raise PlanError(f"{path}: expected a crawl plan in UTF-8") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise PlanError(f"{path}: line {number}: expected a JSON object, found {line[:60]!r}")
        yield number, row


def _crawl(row: dict[str, Any]) -> dict[str, Any]:
    if set(row) != set(_CRAWL):
        raise ValueError(f"expected the keys {', '.join(_CRAWL)}, found {', '.join(sorted(row))}")
    for key in ("run_id", "outlet", "archive"):
        if not isinstance(row[key], str) or not row[key]:
            raise ValueError(f"{key}: expected a text, found {row[key]!r}")
    budget = row["budget"]
    if type(budget) not in (int, float) or not math.isfinite(budget) or budget <= 0:
        raise ValueError(f"budget: expected a number of seconds, found {budget!r}")
    replay = row["replay"]
    if not isinstance(replay, list) or not all(isinstance(file, str) for file in replay):
        raise ValueError(f"replay: expected a list of files, found {replay!r}")
    shard = row["shard"]
    if not (isinstance(shard, list) and [type(part) for part in shard] == [int, int] and 0 <= shard[0] < shard[1]):
        raise ValueError(f"shard: expected two whole numbers such as [0, 1], found {shard!r}")
    if not isinstance(row["index"], str | None):
        raise ValueError(f"index: expected a file, found {row['index']!r}")
    return {**row, "replay": tuple(replay), "as_of": _time(row["as_of"]), "shard": tuple(shard)}


def _waiting(row: dict[str, Any]) -> WaitingUrl:
    failures = row.get("failures")
    if type(failures) is not int or failures < 1:
        raise ValueError(f"failures: expected a whole number, found {failures!r}")
    return WaitingUrl(url=row["url"], failures=failures, due_at=_time(row.get("due_at"), "due_at"))


def _known_time(row: dict[str, Any], key: str) -> datetime:
    time = _time(row.get(key), key)
    if time is None:
        raise ValueError(f"{key}: expected a time, found nothing")
    return time


def _time(value: object, key: str = "as_of") -> datetime | None:
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(str(value))
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise ValueError(f"{key}: expected a time in ISO 8601 with its zone, found {value!r}")
    return time


def _known(row: dict[str, Any]) -> KnownUrl:
    if set(row) != set(_KNOWN) or not isinstance(row["url"], str):
        raise ValueError(f"expected the keys {', '.join(_KNOWN)}, found {', '.join(sorted(row))}")
    for key in _KNOWN[1:]:
        if not isinstance(row[key], (int if key == "warc_offset" else str) | None):
            raise ValueError(f"{key}: expected {'a number' if key == 'warc_offset' else 'a text'}, found {row[key]!r}")
    return KnownUrl(**row)
