"""Likely names: readings of two to four characters, weighed by what stands around them wherever they stand."""

import re
from collections import defaultdict

from nlp.han import HAN, segmenter
from nlp.speakers.people.contexts import (
    CLAUSE_START,
    FOLLOWS,
    LEADS,
    LINK,
    NEVER_IN,
    NEVER_LAST,
    PERSON_NOUN,
    POLITE,
    SHORT_POLITE,
    SPEAKS,
    TIME,
    VERB_BEHIND,
    ends_in_and,
)
from nlp.speakers.people.dictionary import (
    is_apart,
    is_coined,
    is_coined_at,
    is_common_word,
    is_given_name,
    is_place,
    is_plain_word,
    is_together,
    is_word,
    long_words,
    straddles,
    tagged,
)
from nlp.speakers.vocabulary import Vocabulary

#: Family names that are adverbs and prepositions as well: 受访者|曾因费用求助.
_ADVERBS = "曾占于於单从向时和同都连由却应经"
#: A reading counts when it once stands where a name may begin.
_PLACED, _INTRODUCED = 1.0, 2.0
_OLD = re.compile("岁的")
#: What somebody does or has done.
_ACTS = re.compile(f"[{HAN}]{{1,2}}[过了着]")
_ACTS_AT_ONCE = re.compile(f"[{HAN}][了着过]")
#: 林某某|的丈夫
_OWNS_KIN = re.compile(
    "的(?:丈夫|妻子|太太|老伴|儿子|女儿|父亲|母亲|爸爸|妈妈|哥哥|姐姐|弟弟|妹妹|爷爷|奶奶|儿媳|女婿|孙子|孙女)"
)
#: 人称“山里通”的|孟广田
_NICKNAMED = re.compile(
    "(?:人称|绰号|外号|诨号|昵称|网名|笔名|艺名|素有|有着|被称为|被誉为)[“「][^”」]{1,10}[”」](?:之称)?的"
)
#: 阿桂本名|孟广田
_REAL_NAME = re.compile("(?:本名|原名|真名|全名|名叫)[叫是为]?")
#: 负责人|向某报记者介绍
_TO_MEDIA = re.compile(f"向[{HAN}]{{1,8}}?(?:记者|媒体|新闻)")
_PARTICLES = "于於向从时和同都连由却"
#: Family names that are verbs as well: 科学家谈某事.
_VERBS = "谈"
_LEAST, _LEAST_OF_WORD = 2.5, 5.0
#: What comes so often is a name whatever its characters are.
_OFTEN = 3


def likely(folded: str, proposed: set[str], vocabulary: Vocabulary) -> set[str]:
    """Return the readings of two to four characters that are likely names; ``proposed`` ones more so."""
    weights: defaultdict[str, float] = defaultdict(float)
    placed: set[str] = set()
    introduced: set[str] = set()
    roles = {match.end() for match in vocabulary.role.finditer(folded)}
    # 实验室顾问的钱某, 四十二岁的邱某: what is attached by 的 tells a person.
    attached = {end + 1 for end in roles if folded[end : end + 1] == "的"}
    attached |= {match.end() for pattern in (_OLD, _NICKNAMED, _REAL_NAME) for match in pattern.finditer(folded)}
    named, acting = tagged(folded)
    words = long_words(folded)
    foreign_run = re.compile(f"[{vocabulary.foreign_characters}]{{4}}")
    for run in re.finditer(f"[{HAN}]{{2,}}", folded):
        for start in range(run.start(), run.end() - 1):
            double = folded[start : start + 2] in vocabulary.surnames
            if not double and folded[start] not in vocabulary.surnames:
                continue
            if folded[max(0, start - 1) : start + 1] == "师傅":
                continue
            before = folded[max(0, start - 4) : start]
            left = (
                2.5
                if start in roles
                else 2.0
                if start in attached or PERSON_NOUN.search(before)
                else 1.0
                if CLAUSE_START.search(before)
                else 0.5
                if LINK.search(before)
                else 0.0
            )
            if _is_particle(folded, start) and (start not in roles or folded[start] in "于於向从"):
                continue
            if folded[start] in _ADVERBS and start not in roles and start not in attached and left == 2.0:
                continue
            if VERB_BEHIND.match(folded, start + (2 if double else 1)):
                continue
            title = vocabulary.role.match(folded, start + (2 if double else 1))
            if (
                left == 2.0
                and start not in attached
                and start not in named
                and is_plain_word(folded[start - 1 : start + 1])
            ):
                # 人|文环境, 生|龙活虎: a word goes on from what looks like a noun for somebody.
                continue
            if left and double:
                left += 0.5
            if left and LEADS.match(folded, start):
                left += 0.5
            if start in named:
                left += 0.5
            if not left:
                continue
            for length in (3, 4) if double else (2, 3):
                end = start + length
                name = folded[start:end]
                plain = (
                    not double and length == 3 and is_plain_word(name[:2]) and folded[end - 1] in vocabulary.surnames
                )
                if (
                    # 农民|禚有田: a noun, and whose it is.
                    (plain and folded.count(name) < _OFTEN and is_coined_at(folded, end - 1))
                    or end > run.end()
                    or end < words.get(start, 0)
                    or (NEVER_LAST.search(name) and not ends_in_and(folded, end))
                    or NEVER_IN.search(name)
                    or POLITE.match(folded, end - 1)
                    or (SHORT_POLITE.match(folded, end - 2) and TIME.match(folded, end - 1))
                    or (title is not None and title.end() > end)
                ):
                    continue
                right = (
                    2.0
                    if SPEAKS.match(folded, end) or (length == 3 and _OWNS_KIN.match(folded, end))
                    else 0.5
                    if end in acting or FOLLOWS.match(folded, end)
                    else 0.0
                )
                if (
                    not right
                    and length == 3
                    and left >= _INTRODUCED
                    and (start in roles | attached | named.keys() or is_given_name(name[1:]))
                ):
                    apart = is_apart(folded, start, end) or _ACTS_AT_ONCE.match(folded, end) is not None
                    right = 0.5 if apart or is_given_name(name[1:]) else 0.0
                coined = named.get(start) == end and is_coined(name)
                if coined and foreign_run.match(folded, start, end + 1):
                    # 贺兰德|生: a longer foreign name goes on.
                    coined = False
                if coined and (right or left >= _PLACED or is_apart(folded, start, end)):
                    weights[name] += _LEAST
                    placed.add(name)
                if length > 2 and named.get(start) == end and left < _INTRODUCED:
                    # jieba takes just this for a name: 韩素云|种过地.
                    right += 0.5 if right else 1.0 if _ACTS.match(folded, end) else 0.0
                if (
                    right
                    and (folded[start] not in _VERBS or right >= 2)
                    and (not is_common_word(name) or (start in roles and right >= 2 and is_place(name)))
                    and not straddles(folded, start, end)
                    and vocabulary.role.search(name) is None
                ):
                    weights[name] += left + right
                    if left >= _PLACED:
                        placed.add(name)
                    if left >= _INTRODUCED or (left >= _PLACED and right >= 2 and len(name) > 2):
                        introduced.add(name)
    for name in placed:
        weights[name] += 1.0 if is_together(folded, name) else 0.0
    # A word of the dictionary takes more to be a name, where no role leads to it.
    least = {
        name: _LEAST_OF_WORD if is_word(name) and name not in introduced and not is_together(folded, name) else _LEAST
        for name in placed
    }
    return {name for name in placed if weights[name] + (name in proposed) >= least[name]}


def _is_particle(folded: str, start: int) -> bool:
    """Whether what may be a family name is a preposition before a word of its own: 于|明年, 向|法院."""
    if folded[start] not in _PARTICLES:
        return False
    if _TO_MEDIA.match(folded, start):
        return True
    return any(len(segmenter().cut(folded[start + 1 : start + end], hmm=False)) == 1 for end in (3, 4))
