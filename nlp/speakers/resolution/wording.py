"""Wording of a source: which of its words are read, and which serve as a name where it has none."""

import re
from dataclasses import replace

from domain.quotation import Quotation
from domain.spans import Span
from nlp.speakers.vocabulary import Vocabulary

#: "… who declined to be named", "… I met in Ohio": no part of a description that serves as a name.
_RELATIVE = re.compile(r"(?<=\s)(?P<head>\S*[a-z]),?\s+(?:who|which|that|whom|whose|(?:I|we)\s+[a-z]+)\b.*$")
#: "A report by the auditor", "an editorial published beside it".
_ISSUED = re.compile(
    r"(?P<what>(?:An?|One|Another|The|an?|one|another|the)\s(?:[\w’'-]+\s){0,3}?(?:report|study|paper|survey|analysis|poll|review|audit|"
    r"assessment|letter|statement|memo|editorial|circular|copy|filing|note|article|document|notice))\s"
    r"(?:(?:by|from)\s(?P<who>the(?:\s(?!in\b)[\w&.’'-]+){1,6}|[A-Z][\w&.’'-]*(?:\s(?:[A-Z&][\w&.’'-]*|of|for|and|the))*)\b"
    r"(?:\sin\s.*)?$|(?:[a-z]+ed|sent|written|seen)\s.*$)"
)
_NEARLY = re.compile(r"\b(?:more than|at least|nearly|about|almost|over)\s$", re.IGNORECASE)
_KNOWS = re.compile(r"\b(?:briefed|familiar|involved|close|aware)$")
_KNOWING = re.compile(
    r"\s(?:on|with|in|to|of)\s[\w’'-]+(?:\s(?!said|told|says|who|and\b)[\w’'-]+){0,3}(?=[,.;:\n]|\s(?:said|told|says))"
)
#: "Finally", "Similarly", "Shortly", and not "Kelly", "Connolly".
_ADVERB = re.compile(r"(?!Connally)[A-Z][a-z]+(?:al|lar|ent|ant|rt|ate|ed|ib|ab|ous|ive|ful|ing|ick)ly")
#: "(Example Labs said", "Beyond Ohio, Example Labs": what stands before a name.
_LED = re.compile(
    r"an?\s(?:step|move|decision|claim|charge|view|figure|idea|plan|point|allegation|accusation|argument|prospect|scenario|result|change|policy|"
    r"measure|practice|strategy|process|project|programme|program|deal|system)\s(?=the\s|[A-Z])|\((?![^)]*\))|(?:Beyond|Under|Amid|Despite|Behind|Across|Outside|Inside|Along)\s[^,]+,\s(?=the\s|[A-Z])"
)
#: "(“…,” insists Dana Hale.)"
_CLOSED = re.compile(r"[.!?,]?\)\.?$")
#: "Dana Hale and two colleagues argued": whoever has a name.
_COLLEAGUES = re.compile(
    r"(?P<who>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3})\sand\s(?:(?:his|her|their|two|three|four|five|six|several|other|some|a)\s){1,2}"
    r"(?:colleagues?|co-authors?|coauthors?|collaborators?|partners?|co-workers?|aides?)$"
)
_OWNER = re.compile(r"(?<=[a-z])[’']s$")
_SUBJECT = re.compile(r"(?P<who>[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\s(?!who\b|and\b|or\b|both\b|all\b)[a-z]")
_COUNTING = frozenset(["a", "an", "one", "another", "two", "three", "four", "five", "six", "several", "some", "many"])
_PLACED = re.compile(r"\s(?:in|near|outside)\s[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)?$")
_REGION = re.compile(r",\s(?:(?:New|North|South|West)\s)?[A-Z][\w.]*(?=,\s)")
_OF_NAMED = re.compile(r"\sof\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*(?=\s[a-z]+(?:s|ed|said|told)\b)")
#: "The San Jose, California-based company".
BASED = re.compile(r"[A-Z][\w.’'-]*-based\s+(?=[a-z])")
#: 其中|一名值夜班的员工: who is described needs no group.
_AMONG = re.compile("^其中(?=[一两三四五几多兩幾][名位].*的)")


def whole(text: str, quotation: Quotation) -> Quotation:
    """Return an English quotation with what belongs to a source without a name: "two people briefed on the matter"."""
    span = quotation.source_span
    if quotation.source is None or span is None:
        return quotation
    if led := _LED.match(text, *span):
        span = Span(led.end(), span.end)
        quotation = replace(quotation, source=span.of(text), source_span=span)
    words = span.of(text)
    if "(" not in words and (closed := _CLOSED.search(words)) is not None:
        span = Span(span.start, span.start + closed.start())
        quotation = replace(quotation, source=span.of(text), source_span=span)
    if not quotation.source:
        return quotation
    if (owner := _OWNER.search(quotation.source)) is not None:
        # "the candidate’s claim that it was late"
        return replace(
            quotation,
            source=quotation.source[: owner.start()],
            source_span=Span(span.start, span.start + owner.start()),
        )
    if team := _COLLEAGUES.match(text, *span):
        return replace(quotation, source=team["who"], source_span=Span(*team.span("who")))
    if subject := _SUBJECT.match(text, *span):
        # "She once told a crowd …": who does all that.
        return replace(quotation, source=subject["who"], source_span=Span(*subject.span("who")))
    described = quotation.source.split()[0].lower() in _COUNTING
    if not quotation.source.split()[-1].islower() and not described:
        return quotation
    start, end = span
    if led := _NEARLY.search(text[max(0, start - 12) : start]):
        start -= len(led.group())
    if following := (_KNOWING.match(text, end) if _KNOWS.search(quotation.source) else _OF_NAMED.match(text, end)):
        end = following.end()
    if _PLACED.search(text[start:end]) and (region := _REGION.match(text, end)):
        # "One student at a college in Fern, Ohio".
        end = region.end()
    wider = Span(start, end)
    return quotation if wider == span else replace(quotation, source=wider.of(text), source_span=wider)


def words_of(text: str, quotation: Quotation, vocabulary: Vocabulary) -> str:
    """Return the words of a source as they are read: "the company" for "The San Jose, California-based company"."""
    source, span = quotation.source or "", quotation.source_span
    if not vocabulary.spaced or span is None:
        return source
    based = BASED.match(source) if text[max(0, span.start - 2) : span.start] == ", " else None
    return f"the {source[based.end() :]}" if based else as_name(source)


def as_name(source: str) -> str:
    """Return a description as a name, without line breaks and relative clauses; of a document, who issued it."""
    name = _AMONG.sub("", _RELATIVE.sub(r"\g<head>", re.sub(r"\s+", " ", source)))
    document = _ISSUED.match(name)
    if document is None:
        return name
    who = document["who"]
    return who.removeprefix("the ").strip() if who and " and " not in who else document["what"]


def names_nobody(source: str, vocabulary: Vocabulary) -> bool:
    """Whether an English source is an adverb that opens its sentence ("Yet, …, saying it was late"), or "who had"."""
    return vocabulary.spaced and (
        source.lower() in vocabulary.openers - vocabulary.groups - vocabulary.several
        or source.startswith(("who ", "which "))
        or _ADVERB.fullmatch(source) is not None
    )
