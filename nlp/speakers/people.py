"""The people of a Chinese text: readings of names weighed against each other over all places where they stand.

``han_names`` tells what may be a name at one place; here the whole text decides where a name ends ("李强先后" and
"李强说" are both 李强) and whether it is one at all.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from nlp.han import HAN, segmenter, simplify
from nlp.speakers.bodies import bodies_in
from nlp.speakers.han_names import person_names
from nlp.speakers.sides import country_of
from nlp.speakers.vocabulary import Vocabulary, vocabulary_for

_DOT = re.compile("[·•‧・]")
_CLAUSE_START = re.compile("(?:^|[，。；：！？!?、…—\\s“”‘’「」『』〔〕【】（）()／/\ue000-\ue004])$")
_LINK = re.compile(
    "(?:与|和|跟|同|对|向|由|据|被|让|给|请|把|问|找|及|是|为|叫|的|见到|遇到|采访|名叫|名为|引述|援引|到|但|而|连|像|如|按)$"
)
_SPEAKS = re.compile(
    "(?:[也还则又再曾均都随后生前常却并仍就如是]{0,4}|直接|坦率地|[一-龥]{1,6}地|[一-龥]{1,2}着)"
    "(?:说|道|表示|称|认为|指出|坦言|介绍|告诉|强调|透露|写道|问|回应|回答|哽咽|苦笑|回忆|感叹|叹|喊|念|补充|解释|直言|笑|形容|续指|指，|指责|批评|反驳|答|"
    "举例|建议|提醒|承认|回忆|分析|警告|重申|质疑|宣布|主张|预测|感慨|痛批|呼吁|反问|评价|总结|估计|证实|发文|发帖|撰文|受访|质问)"
)
#: Somebody acts, and speaks: 某某则持不同看法：“…”.
_LEADS = re.compile("[^，。；：！？\n]{2,16}[：:]\\s*[“「\ue000]")
_FOLLOWS = re.compile(
    f"[^{HAN}]|$|在|对|向|就|于|等|和|与|及|的|是|将|又|把|从|为|以|让|当|今|昨|近|日|随|这|那|们|有|不|没|一|先|后|再|都|仍|"
    "正|已|被|给|跟|却|便|并|同|用|通|最|常|早|上|本|周|月|会|要|想|出|参|致|撰|发|宣|呼|总|看|拍|掰|劝|顿了|叹[了口]|皱[着了眉]|摆[了摆手]|挥[了挥手]|耸[了耸肩]|沉默|沉吟|抬[起头]|擦[了擦]|抹[了抹]|眨[了眨]|咬[了咬着]|握[着住]|举[着起]|站|坐|走|来|到|持|接|拿|打|"
    "诉|听|指|盯|摇|点|压|想|笑|教授|先生|女士|博士|院士|也|则|曾|还|起|开|今年|何时|负|担|主|任|带|从|毕|原|现|作|受|却|出生|介|表|认|称|说|道|透|强"
)
#: What no given name ends with: verbs, particles, and the tails of words that begin like names.
_NEVER_LAST = re.compile(
    "(?:[说称问答道就还也都则曾充是的地得了着过对向把被跌设采等们并喊呼叫频不没后将下搞在与和及从表认指坦透总]|认为|指出|表示|强调|介绍|透露|坦言|坦承|本报|本刊|本社|厂商|企业|机构|平台|皮书|降雨|阵雨|单位|时代|部门|方面)$"
)
_NEVER_IN = re.compile(
    "^占比|^.[不没也又被把]|师傅|[成作以认]为|[市县省]$|[一二三四五六七八九十][年月日号]|公司|记者|我|你|他|她|它|这|那|哪|谁|什么|没有|不是|可以"
)
#: What is a verb behind a family name alone, and no given name: 邝|回应.
_VERB_BEHIND = re.compile("回应|回答|表示|认为|指出|强调|介绍|透露|补充|承认|坦言|质疑|批评|出席|接受")
#: Family names that are adverbs and prepositions as well: 受访者|曾因费用求助.
_ADVERBS = "曾占于於单从向时和同都连由却应经"
#: What no name of an unknown family begins with: adverbs, prepositions, pronouns, numbers.
_NEVER_FIRST = re.compile(
    "[也还则又再就都仍并均曾正在对向从为被将把于与和及等已便随后此其该这那有没不一二两三四五六七八九十多几各每某当今昨前近日本所以而但却可能会要应须需才只更最很太既未让给由据按经到至我你他她它们的是]"
)
#: Somebody called by a nickname in marks behind a role: 留学生“小满”.
_NICKNAME = f"[“「『‘](?P<name>[{HAN}]{{2,4}})[”」』’]"
#: 老魏, told twice and more.
_OLD_NAME = "(?<![长古])老(?P<surname>[{surnames}])(?![{han}]?(?:街|城|镇|村|路|站|区|牌|品牌))"
#: Nouns for people end in one of these: 小说家, 译者, 前锋.
_PERSON_NOUN = re.compile(
    "(?:同事|同学|同伴|搭档|助手|(?<![一二两三四五六七八九十几多数])家|[者员长师手民锋帅星友娘嫂婆将匠]|[妻儿]子|女儿|[父母]亲|[哥姐弟妹]|[^本有没无让令]人|[^学]生)$"
)
#: An honorific after a family name alone: 黎先生.
_POLITE = re.compile("先生|女士|小姐|太太|教授|博士|老师|院士|师傅|同学")
#: A reading counts when it once stands where a name may begin.
_PLACED, _INTRODUCED = 1.0, 2.0
_OLD = re.compile("岁的")
_PARTICLES = "于於向从时和同都连由却"
_PREPOSITION = re.compile("[在对向就也则还又]")
#: Family names that are verbs as well: 科学家谈某事.
_VERBS = "谈"
#: A time behind a name: 李明|上月.
_TIME = re.compile(
    "上[月周个半]|本[月周]|今[天年日早晚]|昨[天日晚]|近[日期年]|当[天日时]|[去前]年|[日此]前|前[天日]|周[一二三四五六日]|其后"
)
_ABOUT_JAPAN = re.compile("日本|东京|大阪|日[企商媒方]")
#: What given names of three characters end in.
_LONG_GIVEN = re.compile("[郎子美介夫雄太助香彦树奈代衣]$")
_LEAST, _LEAST_OF_WORD = 2.5, 5.0


@lru_cache(maxsize=8)
def people_in(text: str) -> frozenset[str]:
    """Return the personal names of a Chinese text, as they are written there; the same name has one reading."""
    vocabulary = vocabulary_for("zh")
    folded = simplify(text)
    proposed = {simplify(name) for name in person_names(text)}
    japanese = _japanese(folded, vocabulary) if _ABOUT_JAPAN.search(folded) else set()
    foreign = {name for name in proposed if _DOT.search(name) or _is_foreign(name, vocabulary)} | japanese
    native = _settled(folded, _likely(folded, proposed - foreign, vocabulary))
    native = {name for name in native if not _goes_on_foreign(folded, name, vocabulary)}
    native |= _nicknamed(folded, vocabulary) | _of_unknown_families(folded, native, vocabulary)
    parts = {part for name in foreign for part in _DOT.split(name)}
    native = {name for name in native if not any(part.endswith(name) for part in parts)}
    native = {name for name in native if not any(name in other or other in name for other in japanese)}
    native -= {surname_of(name, vocabulary) for name in japanese}
    # 柏舟 is no person where the text is about 柏舟电子.
    roles = {match.end() for match in vocabulary.role.finditer(folded)}
    firms = {name for name in native for body in bodies_in(text) if name in simplify(body)}
    native -= {name for name in firms if roles.isdisjoint(_starts(folded, name))}
    bodies = {simplify(body) for body in bodies_in(text)}
    within = {name for name in foreign for body in bodies if name in body and not body.startswith(name)}
    names = {name for name in (foreign - within) | native if country_of(name) is None}
    return frozenset(text[at : at + len(name)] for name in names for at in _starts(folded, name)[:1])


def surname_of(name: str, vocabulary: Vocabulary) -> str | None:
    """Return the Japanese family name that a name (Simplified) begins with, if anything stands behind it."""
    return next(
        (name[:length] for length in (3, 2) if len(name) > length and name[:length] in vocabulary.japanese_surnames),
        None,
    )


def family_names(people: Iterable[str]) -> frozenset[str]:
    """Return by what some are called for short: the last part of a foreign name, the first of a Japanese one."""
    vocabulary = vocabulary_for("zh")
    japanese = {surname for name in people if (surname := surname_of(simplify(name), vocabulary))}
    return frozenset(japanese | {_DOT.split(name)[-1] for name in people if _DOT.search(name)})


def _japanese(folded: str, vocabulary: Vocabulary) -> set[str]:
    """Return the Japanese names: a family name where a name may begin, and the likeliest given name behind it."""
    surnames = "|".join(sorted(vocabulary.japanese_surnames, key=len, reverse=True))
    roles = {match.end() for match in vocabulary.role.finditer(folded)}
    _, acting = _tagged(folded)
    readings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for match in re.finditer(f"(?:{surnames})", folded):
        before = folded[max(0, match.start() - 4) : match.start()]
        placed = match.start() in roles or _CLAUSE_START.search(before) or _PERSON_NOUN.search(before)
        if not placed and not _LINK.search(before):
            continue
        for length in (3, 2, 1):
            end = match.end() + length
            given = folded[match.end() : end]
            if (
                re.fullmatch(f"[{HAN}]{{{length}}}", given) is None
                or _NEVER_LAST.search(given)
                or (length == 3 and not _LONG_GIVEN.search(given))
                or not (end in acting or _SPEAKS.match(folded, end) or _FOLLOWS.match(folded, end))
                or (length < 3 and _SPEAKS.match(folded, match.end()))
            ):
                continue
            readings[match.group()][match.group() + given] += 1 + (match.start() in roles)
            break
    return {max(names, key=lambda name: (names[name], len(name))) for names in readings.values()}


def _is_foreign(name: str, vocabulary: Vocabulary) -> bool:
    short = len(name) < 3 and name[0] in vocabulary.surnames
    return not short and re.fullmatch(f"[{vocabulary.foreign_characters}]{{2,}}", name) is not None


def _goes_on_foreign(folded: str, name: str, vocabulary: Vocabulary) -> bool:
    """Whether ``name`` is only how a longer foreign name begins wherever it stands: 狄奥|根尼."""
    if folded.count(name) < 2 or re.fullmatch(f"[{vocabulary.foreign_characters}]+", name) is None:
        return False
    run = re.compile(f"{re.escape(name)}[{vocabulary.foreign_characters}]{{2,4}}")
    longer = {match.group() for match in run.finditer(folded)}
    behind = {word[len(name) :][:2] for word in longer}
    plain = any(len(segmenter().cut(word, hmm=False)) == 1 for word in behind)
    return len(longer) == 1 and not plain and folded.count(next(iter(longer))) == folded.count(name)


def _starts(folded: str, name: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(name), folded)]


def _likely(folded: str, proposed: set[str], vocabulary: Vocabulary) -> set[str]:
    """Return the readings of two to four characters that are likely names; ``proposed`` ones more so."""
    weights: defaultdict[str, float] = defaultdict(float)
    placed: set[str] = set()
    introduced: set[str] = set()
    roles = {match.end() for match in vocabulary.role.finditer(folded)}
    # 实验室顾问的钱某, 四十二岁的邱某: what is attached by 的 tells a person.
    attached = {end + 1 for end in roles if folded[end : end + 1] == "的"}
    attached |= {match.end() for match in _OLD.finditer(folded)}
    tagged, acting = _tagged(folded)
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
                if start in attached or _PERSON_NOUN.search(before)
                else 1.0
                if _CLAUSE_START.search(before)
                else 0.5
                if _LINK.search(before)
                else 0.0
            )
            if _is_particle(folded, start) and (start not in roles or folded[start] in "于於向从"):
                continue
            if folded[start] in _ADVERBS and start not in roles and start not in attached and left == 2.0:
                continue
            if _VERB_BEHIND.match(folded, start + (2 if double else 1)):
                continue
            title = vocabulary.role.match(folded, start + (2 if double else 1))
            if (
                left == 2.0
                and start not in attached
                and start not in tagged
                and _is_plain_word(folded[start - 1 : start + 1])
            ):
                # 人|文环境, 生|龙活虎: a word goes on from what looks like a noun for somebody.
                continue
            if left and double:
                left += 0.5
            if left and _LEADS.match(folded, start):
                left += 0.5
            if start in tagged:
                left += 0.5
            if not left:
                continue
            for length in (3, 4) if double else (2, 3):
                end = start + length
                name = folded[start:end]
                if (
                    end > run.end()
                    or (_NEVER_LAST.search(name) and not _ends_in_and(folded, end))
                    or _NEVER_IN.search(name)
                    or _POLITE.match(folded, end - 1)
                    or (title is not None and title.end() > end)
                ):
                    continue
                right = (
                    2.0 if _SPEAKS.match(folded, end) else 0.5 if end in acting or _FOLLOWS.match(folded, end) else 0.0
                )
                if (
                    right
                    and (folded[start] not in _VERBS or right >= 2)
                    and not is_common_word(name)
                    and not _straddles(folded, start, end)
                    and vocabulary.role.search(name) is None
                ):
                    weights[name] += left + right
                    if left >= _PLACED:
                        placed.add(name)
                    if left >= _INTRODUCED or (left >= _PLACED and right >= 2 and len(name) > 2):
                        introduced.add(name)
    # A word of the dictionary takes more to be a name, where no role leads to it.
    least = {name: _LEAST_OF_WORD if _is_word(name) and name not in introduced else _LEAST for name in placed}
    return {name for name in placed if weights[name] + (name in proposed) >= least[name]}


def _nicknamed(folded: str, vocabulary: Vocabulary) -> set[str]:
    """Return whom a text calls by a nickname in marks behind a role, and by 老 and a family name."""
    marked = re.compile(_NICKNAME)
    found = {match["name"] for role in vocabulary.role.finditer(folded) if (match := marked.match(folded, role.end()))}
    singles = "".join(name for name in vocabulary.surnames if len(name) == 1)
    old = {
        match.group()
        for match in re.finditer(_OLD_NAME.format(surnames=singles, han=HAN), folded)
        if _SPEAKS.match(folded, match.end()) or _FOLLOWS.match(folded, match.end())
    }
    familiar = re.compile(f"[小老阿][{singles}]")
    for role in vocabulary.role.finditer(folded):
        match = familiar.match(folded, role.end())
        if match and (_SPEAKS.match(folded, match.end()) or _FOLLOWS.match(folded, match.end())):
            found |= {match.group()} if not _is_plain_word(match.group()) else set()
    return found | {name for name in old if folded.count(name) > 1 and not _is_plain_word(name)}


def _of_unknown_families(folded: str, known: set[str], vocabulary: Vocabulary) -> set[str]:
    """Return the names of three characters that follow a role and speak, though their family name is not listed."""
    names: defaultdict[str, float] = defaultdict(float)
    for role in vocabulary.role.finditer(folded):
        start, end = role.end(), role.end() + 3
        name = folded[start:end]
        if (
            re.fullmatch(f"[{HAN}]{{3}}", name) is None
            or name[0] in vocabulary.surnames
            or name[:2] in vocabulary.surnames
            or (_NEVER_FIRST.match(name) and not _is_family_all_the_same(folded, name))
            or _NEVER_LAST.search(name)
            or _NEVER_IN.search(name)
            or vocabulary.role.search(folded, start, end + 1)
            or len(segmenter().cut(name, hmm=False)[0]) > 1
            or _straddles(folded, start, end)
            or len(segmenter().cut(folded[end - 1 : end + 1], hmm=False)) == 1 < len(folded[end - 1 : end + 1])
        ):
            continue
        names[name] += 2 if _SPEAKS.match(folded, end) else 0.5 if _FOLLOWS.match(folded, end) else 0
    for name in names:
        names[name] += sum(
            1 if _SPEAKS.match(folded, at + 3) else 0.5 if _FOLLOWS.match(folded, at + 3) else 0
            for at in _starts(folded, name)
            if _CLAUSE_START.search(folded[max(0, at - 4) : at])
        )
    return {name for name, weight in names.items() if weight >= 1 and not any(other in name for other in known)}


def begins_name(words: str) -> bool:
    """Whether no two characters of ``words`` are a word, and the first is none that joins or counts."""
    alone = all(len(word) == 1 for word in segmenter().cut(words, hmm=False))
    return alone and not (_NEVER_FIRST.match(words) or _NEVER_LAST.search(words) or _NEVER_IN.search(words))


def _is_family_all_the_same(folded: str, name: str) -> bool:
    """Whether 都 begins a name: it comes twice, and no word of the dictionary is behind it."""
    return name[0] == "都" and folded.count(name) > 1 and len(segmenter().cut(name[1:], hmm=False)) == 2


@lru_cache(maxsize=4096)
def _is_plain_word(name: str) -> bool:
    return len(segmenter().cut(name, hmm=False)) == 1 and not segmenter().tag(name)[0][1].startswith("nr")


def _ends_in_and(folded: str, end: int) -> bool:
    """Whether 和 belongs to the name that ends with it: no noun follows, as behind "and", but a verb: 阮清和|在…."""
    return folded[end - 1] == "和" and (_SPEAKS.match(folded, end) or _PREPOSITION.match(folded, end)) is not None


def _is_particle(folded: str, start: int) -> bool:
    """Whether what may be a family name is a preposition before a word of its own: 于|明年, 向|法院."""
    if folded[start] not in _PARTICLES:
        return False
    return any(len(segmenter().cut(folded[start + 1 : start + end], hmm=False)) == 1 for end in (3, 4))


def _straddles(folded: str, start: int, end: int) -> bool:
    """Whether a reading ends inside a word and begins with one: 安全概|念."""
    if end - start < 3 or end >= len(folded) or _TIME.match(folded, end):
        return False
    cut = segmenter().cut
    return len(cut(folded[start : end - 1], hmm=False)) == 1 and len(cut(folded[end - 1 : end + 1], hmm=False)) == 1


def _tagged(folded: str) -> tuple[set[int], set[int]]:
    """Return where jieba sees names begin, and where verbs, adverbs and prepositions do."""
    offset, names, acting = 0, set(), set()
    for word, tag in segmenter().tag(folded):
        if tag.startswith("nr"):
            names.add(offset)
        elif tag.startswith(("v", "d", "p", "z")) and len(word) > 1:
            acting.add(offset)
        offset += len(word)
    return names, acting


@lru_cache(maxsize=4096)
def _is_word(name: str) -> bool:
    """Whether ``name`` is a word of the dictionary, or one character beside such a word: it takes more to be a name."""
    known = segmenter().cut(name, hmm=False)
    return len(known) == 1 or (len(known) == 2 and len(name) > 2 and name[:2] not in vocabulary_for("zh").surnames)


@lru_cache(maxsize=4096)
def is_common_word(name: str) -> bool:
    """Whether the dictionary knows ``name`` as a word that is no name, or as words of two characters and more."""
    tagged = segmenter().tag(name)
    if len(name) > 2 and name[:2] in vocabulary_for("zh").surnames:
        return len(tagged) == 1 and not tagged[0][1].startswith(("nr", "x"))
    if len(tagged) == 1:
        known = segmenter().cut(name, hmm=False)
        return len(known) == 1 and not tagged[0][1].startswith("nr")
    return all(len(word) > 1 for word, _ in tagged)


@lru_cache(maxsize=4096)
def _is_tagged_name(name: str) -> bool:
    """Whether jieba takes all of ``name`` for a person's: 林远常 before 指出, though 常指 is a word."""
    (_, tag), *others = segmenter().tag(name)
    return not others and tag.startswith("nr")


def _settled(folded: str, names: set[str]) -> set[str]:
    """Return the names without the readings that are too long or too short at the places where they stand."""
    counts = Counter({name: len(_starts(folded, name)) for name in names})
    dropped: set[str] = set()
    for longer in names:
        for shorter in names:
            if longer == shorter or not longer.startswith(shorter):
                continue
            if counts[shorter] > counts[longer] or _swallowed(folded, shorter, longer):
                dropped.add(longer)
            else:
                dropped.add(shorter)
    kept = names - dropped
    # "文澜" within "车文澜" is no name of its own.
    return {
        name
        for name in kept
        if not any(other != name and name in other and counts[other] >= counts[name] for other in kept)
    }


def _swallowed(folded: str, shorter: str, longer: str) -> bool:
    """Whether the last character of ``longer`` begins a word of its own wherever it stands: 李强|先后."""
    tail = len(longer) - len(shorter)
    for start in _starts(folded, longer):
        end = start + len(longer)
        word = folded[end - tail : end + 1]
        if _TIME.match(folded, end - tail):
            continue
        if _ends_in_and(folded, end) or (_VERB_BEHIND.match(folded, end) and _is_tagged_name(longer)):
            return False
        if len(word) <= tail or len(segmenter().cut(word, hmm=False)) > 1:
            return False
    return True
