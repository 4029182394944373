"""The firms and other bodies of a Chinese text, told by how their names end and where they stand."""

import re
from functools import lru_cache

from nlp.han import HAN, segmenter, simplify
from nlp.speakers.sides import country_of
from nlp.speakers.vocabulary import vocabulary_for

#: What a name stands behind: the start of a clause, or a verb that takes a firm.
_BEFORE = "(?:^|(?<=[，。；：！？、\\n\\s“”「」『』（）《》【】])|(?<=收购|起诉|携手|入股|加盟|加入|创办|创立))"
_TAKES = re.compile("(?:收购|起诉|携手|入股|加盟|加入|创办|创立)$")
#: Words that end like names and are none, and what no name begins with.
_NO_NAME = re.compile(
    "(?:人工智能|大?数据|互联网|机器人|半导体|新能源|高科技)$|^(?:这|该|那|其|本|我|你|他|她|一|两|三|几|多|各|某|每|另|不|没|有|在|从|对|向|把|被|由|以|据|和|与|为|让|新|老|大|小)"
)
_FEWEST = 2
#: What shows a name also where it comes once: a time, a verb, an adverb.
_FOLLOWS = re.compile(
    r"今[天日年]|昨|近日|日前|周[一二三四五六日]|\d|宣布|发布|表示|正在?|已|将|拟|回应|否认|推出|披露|公布|（"
)


@lru_cache(maxsize=8)
def bodies_in(text: str) -> frozenset[str]:
    """Return the names of bodies that begin a clause or stand behind a verb that takes a firm, as they are written."""
    folded = simplify(text)
    endings = "|".join(sorted(vocabulary_for("zh").body_endings, key=len, reverse=True))
    pattern = re.compile(f"{_BEFORE}(?P<name>[{HAN}A-Za-z]{{2,6}}?(?:{endings}))(?!{endings})", re.MULTILINE)
    spans = {match["name"]: match.span("name") for match in pattern.finditer(folded)}
    return frozenset(
        text[start:end]
        for name, (start, end) in spans.items()
        if (folded.count(name) >= _FEWEST or _FOLLOWS.match(folded, end) or _TAKES.search(folded[:start]))
        and country_of(name) is None
        and _is_name(name)
    )


def _is_name(name: str) -> bool:
    """Whether a stretch is no word of the dictionary and begins with no verb phrase or particle."""
    if _NO_NAME.search(name) and not (len(name) > 4 and name.endswith(("数据", "机器人", "半导体", "新能源"))):
        return False
    words = segmenter().tag(name)
    return len(words) > 1 and not words[0][1].startswith(("p", "c", "u", "r", "m", "d"))
