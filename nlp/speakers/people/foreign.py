"""Foreign names in Chinese text: told by their characters, and by where a longer one goes on."""

import re

from nlp.han import segmenter
from nlp.speakers.vocabulary import Vocabulary


def is_foreign(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a name is written in characters that foreign names are written in."""
    short = len(name) < 3 and name[0] in vocabulary.surnames
    return not short and re.fullmatch(f"[{vocabulary.foreign_characters}]{{2,}}", name) is not None


def goes_on_foreign(folded: str, name: str, vocabulary: Vocabulary) -> bool:
    """Whether ``name`` is only how a longer foreign name begins wherever it stands: 狄奥|根尼."""
    if folded.count(name) < 2 or re.fullmatch(f"[{vocabulary.foreign_characters}]+", name) is None:
        return False
    run = re.compile(f"{re.escape(name)}[{vocabulary.foreign_characters}]{{2,4}}")
    longer = {match.group() for match in run.finditer(folded)}
    behind = {word[len(name) :][:2] for word in longer}
    plain = any(len(segmenter().cut(word, hmm=False)) == 1 for word in behind)
    return len(longer) == 1 and not plain and folded.count(next(iter(longer))) == folded.count(name)
