"""Quotations of an article: marks and attributions put together, then each speaker resolved."""

from domain.quotation import Quotation
from nlp import language as languages
from nlp import sentences, speakers
from nlp.han import simplify
from nlp.quotes.brackets import read_brackets
from nlp.quotes.drafts import read_drafts
from nlp.quotes.finish import finish
from nlp.quotes.interviews import read_headlines, read_turns
from nlp.quotes.marks import find_marks
from nlp.quotes.mask import mask
from nlp.quotes.programs import without_printouts
from nlp.quotes.rules import FILES, Rules, rules_for
from nlp.quotes.within_names import as_name_words, without_nicknames
from nlp.resources import revision

#: Raise when the code finds other quotations than before; a change of the data files shows by itself.
_CODE_REVISION = "15"
REVISION = f"rules-{_CODE_REVISION}-{revision(*FILES, sentences.RULES)}-{speakers.REVISION}"


def extract(text: str, *, language: str | None = None, home: str | None = None) -> list[Quotation]:
    """Return the quotations of ``text`` in text order, each with its speaker resolved within the article.

    ``language`` is an ISO 639-1 code, detected when ``None``; ``home`` is the country that the text was printed in.
    Every span is verbatim: ``content[i]`` is the text of ``spans[i]``. What is not known, or not sure enough, is
    ``None``.
    """
    language = language or languages.detect(text)
    return speakers.resolve(text, find(text, language=language), language=language, home=home)


def find(text: str, *, language: str) -> list[Quotation]:
    """Return the quotations of ``text`` in text order, with cue and source, before speakers are resolved."""
    rules = rules_for(language)
    marks, nicknames = without_nicknames(text, find_marks(text))
    masked = as_name_words(mask(text, marks), nicknames)
    people = frozenset() if rules.spaced else speakers.people_in(masked)
    known = frozenset() if rules.spaced else speakers.bodies_in(text) | speakers.family_names(people)
    terms = frozenset(
        marked.outer.start for marked in marks if rules.spoken.search(simplify(marked.inner.of(text))) is None
    )
    folded = {simplify(name) for name in known}
    drafts = read_drafts(masked, rules, people=people, known=folded, terms=terms)
    found = [quotation for draft in drafts if (quotation := finish(text, masked, marks, draft, rules)) is not None]
    bracketed = read_brackets(text, masked, marks, rules, people=people, known=folded, terms=terms)
    found += [each for each in bracketed if not _within(each, found)]
    turns = list(read_turns(text, masked, marks, rules, people=people, narrated=found))
    found = [each for each in found if not _within(each, turns) or _of_another(each, rules)] + turns
    headlines = [
        headline
        for headline in read_headlines(text, masked, marks, rules, people=people | known)
        if not _within(headline, turns)
    ]
    found = [quotation for quotation in found if not _within(quotation, headlines)] + headlines
    found.sort(key=lambda quotation: quotation.spans[0])
    return list(without_printouts(text, found, rules))


def _of_another(quotation: Quotation, rules: Rules) -> bool:
    """Whether a quotation inside an English turn is what somebody else said, told by a cue with its source."""
    source = quotation.source.lower() if quotation.source and quotation.cue else ""
    return rules.spaced and bool(source) and rules.own_voice.fullmatch(source) is None


def _within(quotation: Quotation, turns: list[Quotation]) -> bool:
    """Whether a quotation overlaps the turn of an interview: the whole turn is what was said."""
    return any(
        span.start < turn.spans[0].end and turn.spans[0].start < span.end for span in quotation.spans for turn in turns
    )
