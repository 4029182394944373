"""A text made safe for patterns: what stands in marks, brackets and titles is covered, and no offset moves."""

import re
from collections.abc import Sequence

from nlp.han import simplify
from nlp.quotes.marks import Marked

#: Characters of the private use area: no text uses them, no word pattern matches them.
OPEN, FILL, CLOSE, BRACKET, TITLE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"

_BRACKETED = re.compile(r"\([^()\n]{0,200}\)|（[^（）\n]{0,200}）|\[[^\[\]\n]{0,200}\]")
_TITLE = re.compile(r"《[^《》\n]{1,80}》|〈[^〈〉\n]{1,80}〉")
#: 〔記者某某／某地報導〕: a byline, and nothing reaches over it.
_BYLINE = re.compile("〔[^〔〕\n]{0,60}〕")
#: 某某科技（以下简称“某某”）: how it is called is no part of the sentence.
_CALLED = re.compile("（[^（）\n]{0,20}称[^（）\n]{1,30}）")
_WHOLE_SENTENCE = re.compile(r"\([A-Z][^()]*\s[^()]*[.!?]\)")
_PRIVATE = re.compile("[\ue000-\ue004]")
_FINAL = ".!?。！？…,，"


def mask(text: str, marks: Sequence[Marked]) -> str:
    """Return ``text`` at the same length with marks, brackets and titles covered, in Simplified characters.

    A stretch in marks becomes ``OPEN``, ``FILL`` … , ``CLOSE``; a full stop, comma, question or exclamation mark at its
    very end stays, because it decides whether the sentence ends there. Line breaks inside a stretch are covered too.
    """
    covered = _PRIVATE.sub("\ufffd", text)
    covered = _TITLE.sub(lambda match: TITLE * len(match.group()), covered)
    covered = _BYLINE.sub(lambda match: "\u3000" * len(match.group()), covered)
    covered = _CALLED.sub(lambda match: BRACKET * len(match.group()), covered)
    pieces: list[str] = []
    position = 0
    for marked in marks:
        start, end = marked.outer
        if covered[start] == BRACKET:
            continue
        pieces.append(_brackets(covered[position:start]))
        last = marked.inner.end
        final = _final(text[start:last]) if last < end else FILL
        # Marks of two characters close with one, so that the stop stands right before what closes.
        stop = last if last == end or text[last].isspace() else end - 1
        pieces.append(OPEN + FILL * (stop - start - 2) + final if stop - start > 1 else OPEN * (stop - start))
        pieces.append(CLOSE * (end - stop))
        position = end
    pieces.append(_brackets(covered[position:]))
    return simplify("".join(pieces))


def _final(words: str) -> str:
    """Return the stop or comma that ends what stands in marks, be it inside marks of its own: “… ‘Is it?’”."""
    last = words[:-1][-1:] if words[-1] in "’'”』" else words[-1]
    return last if last and last in _FINAL else FILL


def _brackets(piece: str) -> str:
    return _BRACKETED.sub(_covered, piece)


def _covered(match: re.Match[str]) -> str:
    """Cover what brackets hold; a whole sentence in them stays, without them."""
    words = match.group()
    if _WHOLE_SENTENCE.fullmatch(words):
        return f" {words[1:-1]} "
    return BRACKET * len(words)


def for_sentences(masked: str) -> str:
    """Return the masked text with plain quotation marks, as the sentence splitter expects them."""
    return masked.replace(OPEN, "“").replace(CLOSE, "”")
