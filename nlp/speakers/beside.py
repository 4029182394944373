"""Names side by side: those that a text gives in both languages, "Wei Chen (陈伟)"."""

import re
from collections import defaultdict

from nlp.han import HAN, simplify
from nlp.speakers.latin_names import NAME
from nlp.speakers.vocabulary import vocabulary_for

_PAIR = re.compile(
    rf"(?P<latin>{NAME})\s*[(（]\s*(?P<han_inside>[{HAN}·]{{2,12}})\s*[)）]"
    rf"|(?P<han>[{HAN}·]{{2,12}})\s*[(（]\s*(?P<latin_inside>{NAME})\s*[)）]"
)


def paired_names(text: str) -> dict[str, list[str]]:
    """Return, for each name that ``text`` gives in both languages, the others: "Wei Chen (陈伟)".

    Of "创始人陈伟（Wei Chen）" all endings of two characters and more count as the name: who is quoted tells which.
    """
    others: dict[str, list[str]] = defaultdict(list)
    for match in _PAIR.finditer(text):
        latin, han = match["latin"] or match["latin_inside"], match["han"] or match["han_inside"]
        others[latin].append(_name_at_end(han) if match["han"] else han)
        for start in range(len(han) - 1):
            others[han[start:]].append(latin)
    return dict(others)


def _name_at_end(han: str) -> str:
    """Return the name that a Chinese stretch ends with, without the role before it: 创始人陈伟."""
    surnames = vocabulary_for("zh").surnames
    tails = [han[-length:] for length in (3, 2) if len(han) > length and simplify(han[-length]) in surnames]
    return tails[0] if tails and "·" not in han else han
