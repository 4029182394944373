"""Links the mentions of all articles to speakers: one person under all spellings, two of one name apart.

A pure function of the directory, the mentions and the decisions made by hand: whoever links the same gets the same.
Mentions first go to entries of the directory; those left make personas, one a name, or several where what the articles
tell cannot be of one person; personas of two languages are joined by names that stand side by side in a text, by the
reading of a Chinese name, and by initials; at last come the decisions. Where the evidence is open, nothing is joined.
"""

from collections.abc import Sequence

from domain.speaker import Linking, Speaker, SpeakerDecision, SpeakerMention
from nlp.speakers.affiliations import Affiliations
from nlp.speakers.linking.decisions import merge, split
from nlp.speakers.linking.joining import join_beside, join_initials, join_readings
from nlp.speakers.linking.making import find_entries, make_personas
from nlp.speakers.linking.personas import Personas
from nlp.speakers.linking.result import result_of


def link(
    mentions: Sequence[SpeakerMention],
    decisions: Sequence[SpeakerDecision] = (),
    *,
    directory: Sequence[Speaker],
) -> Linking:
    """Return all speakers, those of the directory included, and the speaker of each mention, in order."""
    personas = Personas(mentions, Affiliations(directory))
    in_order = sorted(decisions, key=lambda decision: decision.decision_id)
    make_personas(personas, find_entries(personas, directory))
    waiting = split(personas, in_order)
    join_beside(personas)
    join_readings(personas)
    join_initials(personas)
    waiting += merge(personas, in_order)
    return result_of(personas, waiting)
