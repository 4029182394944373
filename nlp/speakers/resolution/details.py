"""Details of a speaker: role, affiliation and side, filled into the quotation."""

import re
from dataclasses import dataclass, replace

from domain.quotation import Quotation
from nlp.speakers.cast import Cast
from nlp.speakers.mentions import read_mention
from nlp.speakers.resolution.chinese_bodies import ChineseBodies
from nlp.speakers.resolution.resolved import THRESHOLD, Resolved
from nlp.speakers.resolution.sides import Sides
from nlp.speakers.resolution.taken_up import TakenUp
from nlp.speakers.resolution.wording import as_name
from nlp.speakers.titles import read_unnamed
from nlp.speakers.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Fills in what one text tells of its speakers."""

    text: str
    cast: Cast
    vocabulary: Vocabulary
    taken_up: TakenUp
    bodies: ChineseBodies
    sides: Sides

    def filled(self, quotation: Quotation, found: Resolved) -> Quotation:
        """Return a quotation with what the text tells of whom it was found to be from."""
        entity, mention = found.entity, found.mention
        own_role = mention.role if mention and mention.kind != "person_noun" else None
        role = own_role or (entity.role if entity else None)
        affiliation = (mention.affiliation if mention else None) or (entity.affiliation if entity else None)
        if (
            self.vocabulary.spaced
            and mention is not None
            and quotation.source_span
            and _is_unnamed(quotation, found, self.vocabulary)
        ):
            title = read_unnamed(mention.words or as_name(quotation.source or ""), self.vocabulary)
            if title is not None:
                role = title.role
                affiliation = affiliation or self._body_told(title.affiliation, quotation.source_span.start)
            if entity is not None and entity.unnamed:
                # Whoever takes them up has them too.
                entity.role, entity.affiliation = entity.role or role, entity.affiliation or affiliation
        if self.vocabulary.spaced and affiliation is not None:
            affiliation = self._body_spelt_out(quotation, affiliation)
        if not self.vocabulary.spaced and entity is not None:
            affiliation = self.bodies.body(entity, role, affiliation)
        return replace(
            quotation,
            speaker=found.name,
            role=role,
            affiliation=affiliation,
            side=self.sides.side(quotation, found, role=role, affiliation=affiliation),
            speaker_score=round(found.score, 3),
        )

    def _body_spelt_out(self, quotation: Quotation, affiliation: str) -> str | None:
        """Return the full name of an English body; nothing for where somebody lives: "of Leeds, England"."""
        end = quotation.source_span.end if quotation.source_span else 0
        lives = (quotation.source or "").endswith(f" of {affiliation}") and re.match(
            r",\s[A-Z][\w.]+(?:,|\s)", self.text[end:]
        )
        if lives and " " not in affiliation:
            return None
        known, _ = self.cast.fullest(affiliation, end) if affiliation.isupper() else (None, 0.0)
        return known.name if known is not None and not known.person else affiliation

    def _body_told(self, words: str | None, at: int) -> str | None:
        """Return the body that an English description tells: "the department" is the one that it takes up."""
        if words is None or not words.startswith("the ") or words != words.lower():
            return words.removeprefix("the ") if words else None
        mention = read_mention(words, self.vocabulary)
        if mention.kind != "organisation_noun":
            return words
        found, score = self.taken_up.by(mention, at)
        return found.name if found is not None and score >= THRESHOLD and not found.person else words


def _is_unnamed(quotation: Quotation, found: Resolved, vocabulary: Vocabulary) -> bool:
    """Whether a description stands for nobody whom the text names."""
    kind = found.mention.kind if found.mention else None
    described = kind == "person_noun" and found.name == as_name(quotation.source or "")
    # "Executives at two makers in China" ends like a name.
    first, *rest = (quotation.source or "").split() or [""]
    several = first.lower() in vocabulary.groups and rest[:1] == ["at"]
    return kind == "description" or several or (described and " " in found.name)
