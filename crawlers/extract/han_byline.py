"""Chinese bylines: the names behind 记者 and 作者, in datelines, and bare in the line of date and source."""

import re
from collections.abc import Iterator
from functools import cache

from crawlers.extract.data import lines, table

#: Names of three characters more than this one have a surname of two, or are foreign and carry a dot.
_LONGEST_PLAIN = 3
#: Lines of date, source and writer are no longer.
_LONGEST_INFO = 160
_HAN = r"[\u3400-\u9fff]"
_RUN = re.compile(rf"{_HAN}+(?:[·・‧•]{_HAN}+)*")
_SPLIT_SHORT = re.compile(rf"({_HAN})[\s\u3000]({_HAN})(?!{_HAN})")
_HANDLE = re.compile(r"[A-Z][a-z]+(?:\s[A-Z][a-z.]+){1,2}(?![\w=])|[A-Za-z][\w.\-]{1,19}(?![\w=])")
_BETWEEN = re.compile(r"[\s、，,;；/／|｜丨&]*(?:[和与及](?=\S{2,4}))?")
_BREAKS = re.compile(r"\s*[，。；;]")
_MARKS = frozenset(" \t\u3000:：/／|｜丨、")
_BEFORE = re.compile(r"[\s:：/／|｜丨、]*")
_ASIDE = re.compile(r"\s?[（(][^（）()]{1,30}[）)](?=[\s、，,])")
_OPEN, _CLOSED = "（(【〔［[〖", "）)】〕］]〗"
_STARTS = re.compile(r"^$|[\s（(【〔［\[〖|｜丨/／、，,。:：；;■●◎▲◆★*\-—>》\d”\"）)】〕］\]〗]$")
_SENTENCE = re.compile(r"[。！？]")


def credited(line: str, *, prose: bool = False) -> list[str]:
    """Return the writers whom the words of ``line`` name as such: 记者, 通讯员, 作者, 文／, 撰文｜.

    Editors, proof-readers and photographers are none. In ``prose`` a name outside brackets must have a surname, since
    记者 also begins sentences.
    """
    found: dict[str, None] = {}
    for label in _pattern("roles").finditer(line):
        if label.lastgroup == "other" or not _begins(line, label):
            continue
        marked = label.lastgroup == "marked"
        # Glued to 记者 stands a name or the rest of a word.
        apart = line[label.end() : label.end() + 1] in _MARKS
        sure = marked or (apart and not (prose or _SENTENCE.search(line))) or _in_brackets(line, label.start())
        found.update(dict.fromkeys(_names_from(line, label.end(), marked=marked, sure=sure)))
    for pattern in ("desk", "posted"):
        for match in _pattern(pattern).finditer(line):
            if _may_name(match["name"]):
                found.setdefault(match["name"])
    return list(found)


def labelled(line: str) -> list[str]:
    """Return the names behind 作者 and its like, which a page sets apart from those who reported."""
    return [
        name
        for label in _pattern("roles").finditer(line)
        if label.lastgroup == "marked" and _begins(line, label)
        for name in _names_from(line, label.end(), marked=True, sure=True)
    ]


def datelined(line: str) -> list[str]:
    """Return the bare names in the brackets of a dateline: 中新社北京11月3日电 (张三 李四)."""
    match = _pattern("dateline").match(line)
    names = _joined(match["names"]).split() if match else []
    return names if all(map(is_name, names)) else []


def bare(line: str) -> list[str]:
    """Return the names without a label in a line that also gives the date or the source, or their office."""
    if len(line) > _LONGEST_INFO or _SENTENCE.search(line) or re.search(r"[>»›]", line):
        return []
    if match := _pattern("office").match(line):
        return [match["name"]] if is_name(match["name"]) else []
    if not _pattern("info").search(line):
        return []
    found: list[str] = []
    for token in re.split(r"[\s|｜丨•,，、]+", _joined(_pattern("not_bare").sub(" # ", line))):
        if is_name(token):
            found.append(token)
        elif found:
            break
    return found


def is_name(word: str) -> bool:
    """Say whether a word alone can be taken for a name: it has a surname and is no common word or place."""
    one, two = _surnames()
    if not re.fullmatch(rf"{_HAN}{{2,4}}", word) or word in _places() or not _may_name(word):
        return False
    if word[:2] in two:
        return len(word) > 2
    if word[0] not in one or len(word) > _LONGEST_PLAIN:
        return False
    return word not in _words() if len(word) == 2 else not _pattern("no_name_end").search(word)


def _names_from(line: str, at: int, *, marked: bool, sure: bool) -> Iterator[str]:
    """Yield the names that stand in ``line`` from ``at`` on, until something else does."""
    first = True
    in_brackets = _in_brackets(line, at)
    while at < len(line):
        between = (_BETWEEN if not first else _BEFORE).match(line, at)
        if not first and not sure and _BREAKS.match(line, at):
            return
        at = between.end() if between else at
        if short := _SPLIT_SHORT.match(line, at):
            name, at, closed = short[1] + short[2], short.end(), True
            good = name[0] in _surnames()[0]
        elif run := _RUN.match(line, at):
            name, rest = _cut(run.group())
            if rest is not None and _pattern("photographed").match(rest):
                return
            closed = rest is not None or _is_end(line, run.end())
            at = run.end() if rest is None else run.start() + len(name)
            # Behind a stroke stands where it was written: 記者張三／某地報導.
            mark = between.group() if between else ""
            listed = first or "、" in mark or (in_brackets and not re.search("[/／|｜丨]", mark))
            good = _fits(name, loose=marked and first, sure=sure and listed)
            if _pattern("photographed").match(line[run.end() :].lstrip()) and rest is None:
                return
        elif marked and first and (handle := _HANDLE.match(line, at)) and not re.search("http|www", handle.group()):
            name, at, closed = handle.group(), handle.end(), True
            good = not re.search(table("byline")["no_person"][1], name, re.IGNORECASE)
        else:
            return
        if not good or not closed:
            return
        yield name
        if name.isascii():
            return
        first = False
        # What is told of the one named, such as an office, stands in brackets of its own.
        aside = _ASIDE.match(line, at) if marked else None
        at = aside.end() if aside else at


def _cut(run: str) -> tuple[str, str | None]:
    """Return the name that a run of Chinese characters begins with, and what follows it, ``None`` if nothing does."""
    tail = _pattern("tails").search(run)
    name = run[: tail.start()] if tail else run
    rest = run[tail.start() :] if tail else None
    for length in (3, 2, 4):
        if len(name) > length and name[length:].removesuffix("市") in _places():
            return name[:length], name[length:]
    if tail and _pattern("reported").match(tail.group()) and len(name) in (5, 6) and name[0] in _surnames()[0]:
        return name[:3], name[3:]
    return name, rest


def _fits(name: str, *, loose: bool, sure: bool) -> bool:
    if not name or name in _places() or not _may_name(name) or _pattern("no_name").match(name):
        return False
    if re.search("[·・‧•]", name):
        return len(name) <= 14
    if len(name) == 1:
        return False
    if is_name(name) or loose:
        return len(name) <= 6
    return sure and len(name) <= 4 and name not in _words()


def _may_name(word: str) -> bool:
    return not re.search("|".join(table("byline")["no_person"]), word, re.IGNORECASE)


def _is_end(line: str, at: int) -> bool:
    return at >= len(line) or bool(re.match(r"[\s（()）】〕］\]〗|｜丨/／、，,。；;“\"\d\-—]", line[at]))


def _begins(line: str, label: re.Match[str]) -> bool:
    """Say whether a label stands where a credit can begin: at a start, or behind the outlet's name at one."""
    before = line[: label.start()]
    if label.lastgroup == "marked":
        return bool(_STARTS.search(before[-1:])) or not before
    outlet = re.search(r"[\u3400-\u9fffA-Za-z\d·《》“”]{0,16}$", before)
    return bool(_STARTS.search(before[: outlet.start()][-1:])) if outlet else not before


def _in_brackets(line: str, at: int) -> bool:
    opened = max((line.rfind(mark, 0, at) for mark in _OPEN), default=-1)
    closed = max((line.rfind(mark, 0, at) for mark in _CLOSED), default=-1)
    return opened > closed and any(mark in line[at:] for mark in _CLOSED)


def _joined(line: str) -> str:
    """Return ``line`` with names of two characters that were set apart put together: 张 三."""
    one = _surnames()[0]
    pattern = re.compile(rf"(?<!{_HAN})({_HAN})[\s\u3000]({_HAN})(?!{_HAN})")
    return pattern.sub(lambda match: match[1] + match[2] if match[1] in one else match.group(), line)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(table("han_byline")[name], re.VERBOSE)


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Return the surnames of one character and those of two."""
    words = [word for line in lines("surnames") for word in line.split()]
    return frozenset("".join(word for word in words if len(word) > 2)), frozenset(w for w in words if len(w) == 2)


@cache
def _places() -> frozenset[str]:
    return frozenset(word for line in lines("places") for word in line.split())


@cache
def _words() -> frozenset[str]:
    """Return common words of two characters that begin with a surname."""
    return frozenset(line[0] + second for line in lines("words_like_names") for second in line.split()[1])
