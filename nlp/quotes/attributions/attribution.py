"""Attribution: one cue with its source and the stretches of its sentence that it reports."""

from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.rules import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One cue, its source, and the stretches it reports with white space and outer punctuation still around them."""

    frame: Frame
    cue: Span
    source: Span | None
    regions: tuple[Span, ...]
    #: The cue has no subject of its own and takes that of the cue before it ("…, adding that").
    shared: bool = False
    #: A colon ends the sentence: what the next one says in marks is the content.
    open_end: bool = False
    #: Marks that end just before the sentence are part of it: “…。”张伟说，“…”.
    takes_marks_before: bool = False
    #: It only hands on what another says ("according to CNBC, Lee said").
    passes_on: bool = False

    @property
    def start(self) -> int:
        """Where the words of the cue or its source begin, whichever comes first."""
        return min(self.cue.start, self.source.start) if self.source and not self.shared else self.cue.start
