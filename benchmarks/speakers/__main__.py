"""Run ``python -m benchmarks.speakers``: precision and recall of links across articles and languages, and the floor."""

import sys

from benchmarks.speakers.floor import shortfalls
from benchmarks.speakers.measure import lines, measure


def main() -> None:
    """Print the figures; status 1 when one is below the floor."""
    figures = measure()
    for line in lines(figures):
        print(line)
    below = shortfalls(figures)
    for line in below:
        print(f"below the floor: {line}", file=sys.stderr)
    sys.exit(1 if below else 0)


if __name__ == "__main__":
    main()
