"""What a program printed is no quotation: a chatbot's answers are told from what people and organisations say."""

import re
from collections.abc import Iterable, Iterator

from domain.quotation import Quotation
from nlp.han import simplify
from nlp.quotes.rules import Rules

#: So many characters after an answer, speech without a source of its own still belongs to it.
_REACH = 400
_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？:：]?\s*$")


def without_printouts(text: str, quotations: Iterable[Quotation], rules: Rules) -> Iterator[Quotation]:
    """Yield the ``quotations``, in text order, but for those whose source is a program.

    One that takes a printout up ("it said"), or has no source and stands right after one, goes with it.
    """
    about = rules.about_programs.search(simplify(text)) is not None
    printed: Quotation | None = None
    for quotation in quotations:
        if _is_printout(text, quotation, printed, rules, about=about):
            printed = quotation
        else:
            printed = None
            yield quotation


def _is_printout(text: str, quotation: Quotation, printed: Quotation | None, rules: Rules, *, about: bool) -> bool:
    if quotation.source is None:
        start = quotation.spans[0].start
        near = printed is not None and start - printed.spans[-1].end <= _REACH
        return about and (near or _led_to_by_program(text, start, rules))
    source = " ".join(simplify(quotation.source).split())
    if rules.programs.match(source) or (about and rules.printouts.match(source)):
        return True
    if not rules.taken_up.match(source) or quotation.source_span is None:
        return False
    if printed is not None and quotation.source_span.start - printed.spans[-1].end <= _REACH:
        return True
    start = min(quotation.source_span.start, quotation.spans[0].start)
    line = text.rfind("\n", 0, start) + 1
    prompted = rules.led_by_program.search(simplify(text[line:start]).rsplit(". ", 1)[-1])
    if about and prompted is not None and prompted.group().lower().startswith(("ask", "quer", "prompt")):
        return True
    return about and _led_to_by_program(text, start, rules, subject=True)


def _led_to_by_program(text: str, start: int, rules: Rules, *, subject: bool = False) -> bool:
    """Whether the sentence before ``start`` is about an answer or a program that answers, as its ``subject`` even."""
    found = _SENTENCE.search(simplify(text[max(0, start - 300) : start]).rstrip(" \n“\"‘'「『"))
    led = rules.led_by_program.search(found.group()) if found else None
    return found is not None and led is not None and (not subject or _is_subject(found.group()[: led.start()]))


def _is_subject(before: str) -> bool:
    """Whether what follows ``before`` in its sentence can be the subject: nothing, or a comma, stands before it."""
    return not before.strip() or before.rstrip().endswith((",", "，", "，而"))
