"""Annotation of a document: language, relevance, quotations and speakers, then stance and tone of its statements."""

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from domain.annotation import Annotation, Document, Judgement
from domain.quotation import Quotation
from domain.spans import Span
from domain.speaker import Speaker
from domain.stance import Proposition, Stance, Statement, Tone
from nlp import quotes, sentences, speakers, tone
from nlp.language import UNDETERMINED, detect
from nlp.relevance import article_is_relevant, relevance_revision, sentence_is_relevant

#: Raise when the same parts are put together in another way.
_CODE_REVISION = "1"


class StanceModel(Protocol):
    """What judges statements; ``nlp.stance.load_stance_model`` gives one."""

    @property
    def model(self) -> str:
        """The model's name."""
        ...

    @property
    def revision(self) -> str:
        """Changes when the model does."""
        ...

    def judge(self, statements: Sequence[Statement], proposition: Proposition) -> list[Stance]:
        """Return the stance of each statement, in order."""
        ...


def attribute(text: str, *, language: str | None = None, home: str | None = None) -> tuple[Quotation, ...]:
    """Return the quotations of ``text`` in text order, each with its speaker as the article names it.

    ``home`` is the country that the text was printed in. Where the text tells no side the shipped directory may.
    """
    return _shipped_sides().lend(quotes.extract(text, language=language, home=home))


@cache
def _shipped_sides() -> speakers.KnownSides:
    return speakers.KnownSides(speakers.load_directory())


class Annotator:
    """Annotates documents; holds the models, so that they are loaded once."""

    def __init__(
        self,
        *,
        stance_model: StanceModel,
        propositions: Sequence[Proposition],
        directory: Sequence[Speaker] | None = None,
    ) -> None:
        self._stance_model = stance_model
        self._sides = _shipped_sides() if directory is None else speakers.KnownSides(directory)
        self._propositions = tuple(propositions)
        self.revision = self._revision()

    def annotate(self, document: Document) -> Annotation:
        """Return all that the models find in ``document``.

        Every article gets its quotations. Statements are judged in relevant ones only: each quotation, the outlet's own
        sentences that pass the filter, and the article as a whole.
        """
        language = detect(f"{document.title}\n{document.text}")
        if language == UNDETERMINED:
            language = document.language or language
        relevant = article_is_relevant(document.title, document.text)
        found = quotes.extract(document.text, language=language, home=document.outlet_country)
        quotations = self._sides.lend(found)
        judgements = self._judgements(document, quotations, language) if relevant else ()
        return Annotation(
            version_id=document.version_id,
            language=language,
            relevant=relevant,
            quotations=quotations,
            judgements=judgements,
            revision=self.revision,
            beside=_beside(document.text, quotations),
        )

    def _judgements(self, document: Document, quotations: Sequence[Quotation], language: str) -> tuple[Judgement, ...]:
        found = list(_statements(document, quotations, language))
        statements = [statement for statement, _, _ in found]
        judged = [self._stance_model.judge(statements, proposition) for proposition in self._propositions]
        return tuple(
            Judgement(
                voice=statement.voice,
                span=span,
                quotation=quotation,
                stances=tuple(stances[index] for stances in judged),
                tones=_tones(statement),
            )
            for index, (statement, span, quotation) in enumerate(found)
        )

    def _revision(self) -> str:
        parts = [
            _CODE_REVISION,
            quotes.REVISION,
            speakers.directory_revision(),
            relevance_revision(),
            tone.tone_revision(),
            self._stance_model.model,
            self._stance_model.revision,
            *(f"{proposition.id}@{proposition.version}" for proposition in self._propositions),
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _beside(text: str, quotations: Sequence[Quotation]) -> tuple[tuple[str, str], ...]:
    """Return the names in the other language that the text gives beside those of the quoted, with these."""
    pairs = speakers.paired_names(text)
    names = dict.fromkeys(quotation.speaker for quotation in quotations if quotation.speaker is not None)
    return tuple((name, other) for name in names for other in dict.fromkeys(pairs.get(name, ())))


def _tones(statement: Statement) -> tuple[Tone, ...]:
    return tuple(
        tone.tone(statement, target) for target in tone.targets_in(statement.text, language=statement.language)
    )


def _statements(
    document: Document, quotations: Sequence[Quotation], language: str
) -> list[tuple[Statement, Span, int | None]]:
    """Return what is judged: statement, its stretch of the text, and the index of its quotation."""
    text = document.text
    spans = sentences.split(text)
    found: list[tuple[Statement, Span, int | None]] = []
    for index, quotation in enumerate(quotations):
        whole = Span(quotation.spans[0].start, quotation.spans[-1].end)
        statement = Statement(
            text=_joined(quotation.content, language),
            voice="quote",
            context=_sentence_before(text, spans, whole.start),
            speaker=quotation.speaker,
            side=quotation.side,
            outlet_country=document.outlet_country,
            language=language,
        )
        found.append((statement, whole, index))
    covered = sorted(span for quotation in quotations for span in quotation.spans)
    for index, sentence in enumerate(spans):
        if _in_another_voice(sentence, covered):
            continue
        context = spans[index - 1].of(text) if index else document.title or None
        if sentence_is_relevant(sentence.of(text), context=context):
            statement = Statement(
                text=sentence.of(text),
                voice="outlet",
                context=context,
                outlet_country=document.outlet_country,
                language=language,
            )
            found.append((statement, sentence, None))
    article = Statement(
        text=text,
        voice="article",
        title=document.title or None,
        outlet_country=document.outlet_country,
        language=language,
    )
    if text.strip():
        found.append((article, Span(0, len(text)), None))
    return found


def _joined(content: Sequence[str], language: str) -> str:
    return ("" if language == "zh" else " ").join(part.strip() for part in content)


def _sentence_before(text: str, spans: Sequence[Span], start: int) -> str | None:
    before = [span for span in spans if span.end <= start]
    return before[-1].of(text) if before else None


def _in_another_voice(sentence: Span, covered: Sequence[Span]) -> bool:
    """Whether any part of a sentence is somebody's speech."""
    return any(span.start < sentence.end and sentence.start < span.end for span in covered)
