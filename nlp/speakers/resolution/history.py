"""History: who was quoted so far, for those who are taken up later."""

from dataclasses import dataclass, field

from domain.quotation import Quotation
from domain.spans import Span
from nlp.speakers.cast import Entity
from nlp.speakers.resolution.resolved import Resolved


@dataclass(frozen=True, slots=True)
class Quoted:
    """Who was quoted before: the entity, where it is named or taken up, and where its words stand."""

    entity: Entity
    at: int
    spans: tuple[Span, ...]


@dataclass(slots=True)
class History:
    """Whom the quotations of one text were resolved to, in their order."""

    quoted: list[Quoted] = field(default_factory=list)
    previous: tuple[Quotation, Resolved] | None = None
    #: Whom "the former" and "the latter" took up last.
    pair: tuple[Entity, Entity] | None = None

    def remember(self, quotation: Quotation, found: Resolved) -> None:
        """Keep who spoke last, for those who are taken up later."""
        self.previous = quotation, found
        if found.entity is not None:
            at = quotation.source_span.start if quotation.source_span else quotation.spans[-1].end
            self.quoted.append(Quoted(found.entity, at, quotation.spans))
