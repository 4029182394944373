"""Entries: which of the directory a mention stands for, and the side that it lends."""

from collections.abc import Sequence
from dataclasses import replace

from domain.quotation import Quotation
from domain.speaker import Speaker, SpeakerMention
from nlp.han import simplify
from nlp.speakers.affiliations import Affiliations
from nlp.speakers.directory import by_name
from nlp.speakers.evidence import for_entry
from nlp.speakers.names import name_key
from nlp.speakers.vocabulary import vocabulary_for


def entry_for(
    mention: SpeakerMention, bearers: dict[str, list[Speaker]], affiliations: Affiliations
) -> tuple[Speaker, str] | None:
    """Return the entry of a directory that a mention stands for, with the evidence; ``None`` when that is not sure.

    Under a name that several bear, or that is marked as ambiguous, something must speak for the one entry.
    """
    for name in (mention.name, *mention.beside):
        key = name_key(name)
        found = [(entry, for_entry(mention, entry, affiliations)) for entry in bearers.get(key, ())]
        shared = len(found) > 1 or any(key in {name_key(each) for each in entry.ambiguous} for entry, _ in found)
        fitting = [
            (entry, finding)
            for entry, finding in found
            if finding.verdict == "for" or (finding.verdict == "open" and not shared)
        ]
        if len(fitting) == 1:
            entry, finding = fitting[0]
            words = f"the name {name} of the directory ({entry.source})"
            return entry, f"{words}; {finding.words}" if finding.words else words
    return None


class KnownSides:
    """The sides that a directory knows, looked up by the names of its entries."""

    def __init__(self, directory: Sequence[Speaker]) -> None:
        self._bearers, self._affiliations = by_name(directory), Affiliations(directory)

    def lend(self, quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
        """Return the quotations with the side that the directory knows of a speaker, where the article tells none."""
        return tuple(map(self._with_side, quotations))

    def _with_side(self, quotation: Quotation) -> Quotation:
        if quotation.side is not None or quotation.speaker is None:
            return quotation
        mention = SpeakerMention(
            version_id=0, url="", name=quotation.speaker, affiliation=quotation.affiliation, role=quotation.role
        )
        known = entry_for(mention, self._bearers, self._affiliations)
        # Whoever observes stands for no country, wherever they are from.
        if known is None or _observes(known[0].role) or _observes(quotation.role):
            return quotation
        return replace(quotation, side=known[0].side)


def _observes(role: str | None) -> bool:
    words = simplify(role or "")
    return any(vocabulary_for(language).observer.search(words) for language in ("en", "zh"))
