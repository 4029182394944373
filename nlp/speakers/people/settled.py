"""Settled names: of readings that are too long or too short where they stand, the one that stays."""

from collections import Counter

from nlp.han import segmenter
from nlp.speakers.people.contexts import TIME, VERB_BEHIND, ends_in_and, starts
from nlp.speakers.people.dictionary import is_tagged_name


def settled(folded: str, names: set[str]) -> set[str]:
    """Return the names without the readings that are too long or too short at the places where they stand."""
    counts = Counter({name: len(starts(folded, name)) for name in names})
    dropped: set[str] = set()
    for longer in names:
        for shorter in names:
            if longer == shorter or not longer.startswith(shorter):
                continue
            if counts[shorter] > counts[longer] or _swallowed(folded, shorter, longer):
                dropped.add(longer)
            else:
                dropped.add(shorter)
    kept = names - dropped
    # "文澜" within "车文澜" is no name of its own.
    return {
        name
        for name in kept
        if not any(other != name and name in other and counts[other] >= counts[name] for other in kept)
    }


def _swallowed(folded: str, shorter: str, longer: str) -> bool:
    """Whether the last character of ``longer`` begins a word of its own wherever it stands: 李强|先后."""
    tail = len(longer) - len(shorter)
    for start in starts(folded, longer):
        end = start + len(longer)
        word = folded[end - tail : end + 1]
        if TIME.match(folded, end - tail):
            continue
        if ends_in_and(folded, end) or (VERB_BEHIND.match(folded, end) and is_tagged_name(longer)):
            return False
        if len(word) <= tail or len(segmenter().cut(word, hmm=False)) > 1:
            return False
    return True
