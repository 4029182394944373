"""Reads what a Chinese text tells of somebody right before the name, and right behind it."""

import re

from nlp.han import HAN, simplify
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.han_titles import clean_affiliation, role_start
from nlp.speakers.matching import last_match
from nlp.speakers.mentions.chinese_names import gender_before
from nlp.speakers.vocabulary import Vocabulary

#: A Chinese title with a body's name in brackets behind it.
_BRACKETED = re.compile("[（(][^（）()]*[）)]")
_LONGEST_TITLE = 90
#: What no affiliation reaches over; 在某某诊所工作的 does.
_LEADS_AT_WORK = re.compile("(?<!现)是|[由与对向据从，]|近日|日前|作为|\\d日|遇到|见到")
_LEADS = re.compile(f"{_LEADS_AT_WORK.pattern}|[在了]")
_AT_WORK = re.compile("[在为][^，。的]{2,16}(?:工作|任职|任教|就职|供职|上班|服务|效力)")
#: What tells somebody behind a Chinese name: 某某。现任某医院主任, 某某，四十岁，某村村民, 某某是某校的老师.
_BEHIND = re.compile(
    "(?:[，。,]?(?:[他她]|目前)?(?:是|现任|时任|现为|现担任|担任|任)(?:了)?(?:一[名位])?|[，,](?:[男女][，,])?(?:今年)?[\\d一二三四五六七八九十]{1,3}岁[，,])"
    "(?P<words>[^，。；：！？、\\s“”「」『』]{3,24})"
)


def read_before(text: str, entity: Entity, place: int, vocabulary: Vocabulary) -> None:
    """ "英伟达首席执行官" right before the name."""
    lead = _BRACKETED.sub("", text[max(0, place - _LONGEST_TITLE) : place]).rstrip("“「『‘").removesuffix("的")
    before = re.search(f"[{HAN}A-Za-z0-9·、 ]{{2,40}}$", lead)
    if before is None:
        return
    words = before.group().rstrip().removesuffix("之一")
    if entity.person:
        entity.learn_gender(gender_before(words))
    folded = simplify(words)
    role = last_match(vocabulary.role, folded)
    if role is None or role.end() != len(folded):
        return
    start = role_start(folded, role.start(), vocabulary)
    entity.person = True
    entity.role = entity.role or words[start:]
    leads = _LEADS_AT_WORK if _AT_WORK.search(words) else _LEADS
    affiliation = leads.split(words[:start])[-1].strip().rpartition(" ")[2]
    entity.affiliation = entity.affiliation or clean_affiliation(affiliation, vocabulary)


def read_behind(text: str, entity: Entity, end: int, vocabulary: Vocabulary) -> None:
    """Take the role and the body that a Chinese text tells right behind a name."""
    found = _BEHIND.match(text, end)
    words = found["words"].removesuffix("之一") if found else ""
    folded = simplify(words)
    role = last_match(vocabulary.role, folded)
    if role is None or role.end() != len(folded):
        return
    start = role_start(folded, role.start(), vocabulary)
    body = clean_affiliation(words[:start], vocabulary)
    if start and body is None:
        return
    entity.role, entity.affiliation = entity.role or words[start:], entity.affiliation or body


def body_beside(text: str, entity: Entity, place: int, cast: Cast) -> str | None:
    """Return the body right before a Chinese name: 井川科技|钟离岳."""
    if not entity.person:
        return None
    bodies = (body.name for body in cast.entities.values() if body.organisation and not body.unnamed)
    return max((body for body in bodies if text.endswith(body, 0, place)), key=len, default=None)
