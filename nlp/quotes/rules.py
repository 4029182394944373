"""The rules of one language: the data file's words, compiled into patterns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from nlp.quotes.mask import BRACKET, CLOSE, OPEN
from nlp.resources import load

Frame = Literal["clause", "that", "marks", "label"]
FRAMES: tuple[Frame, ...] = ("clause", "that", "marks", "label")

_DATA = Path(__file__).with_name("data")
FILES = (_DATA / "en.yaml", _DATA / "zh.yaml")

_NEVER = re.compile(r"(?!)")
#: Groups of cues that are made of a verb and an ending.
_MADE = ("compounds", "counted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Compiled patterns; what each is for stands in the data files beside its words."""

    spaced: bool
    cue: re.Pattern[str]
    frames: dict[str, Frame]
    nominal: frozenset[str]
    exceptions: dict[str, tuple[str, str]]
    addressing: frozenset[str]
    addressee: re.Pattern[str]
    adjunct: re.Pattern[str]
    needs_addressee: frozenset[str]
    nobody: re.Pattern[str]
    complementizer: re.Pattern[str]
    question: re.Pattern[str]
    tail: re.Pattern[str]
    negated: re.Pattern[str]
    never_after: re.Pattern[str]
    never_followed: re.Pattern[str]
    plainly_nouns: frozenset[str]
    mostly_verbs: frozenset[str]
    on_topic: re.Pattern[str]
    no_speaker: re.Pattern[str]
    interjection: re.Pattern[str]
    unnamed: re.Pattern[str]
    describes: re.Pattern[str]
    never_before: frozenset[str]
    infinitive: re.Pattern[str]
    caused: re.Pattern[str]
    modal: re.Pattern[str]
    beliefs: frozenset[str]
    passive: re.Pattern[str]
    clause_opener: re.Pattern[str]
    coordinator: re.Pattern[str]
    relative: re.Pattern[str]
    description: re.Pattern[str]
    pronouns: frozenset[str]
    subjects: frozenset[str]
    owners: frozenset[str]
    directing: frozenset[str]
    determiners: frozenset[str]
    lead: re.Pattern[str]
    source_end: re.Pattern[str]
    dangling: frozenset[str]
    prefixes: tuple[re.Pattern[str], ...]
    prefix_sources_not: re.Pattern[str]
    finite: re.Pattern[str]
    predicate: re.Pattern[str]
    adverbial: re.Pattern[str]
    plain: frozenset[str]
    weak: frozenset[str]
    pronoun: re.Pattern[str] | None
    title_after: re.Pattern[str]
    asides: re.Pattern[str]
    own_voice: re.Pattern[str]
    infinitive_content: frozenset[str]
    gerund_content: frozenset[str]
    new_subject: re.Pattern[str]
    verbal_subjects: frozenset[str]
    naming: frozenset[str]
    participle: re.Pattern[str]
    agent: re.Pattern[str]
    titled: re.Pattern[str]
    turn: re.Pattern[str]
    inline_turn: re.Pattern[str]
    turn_word: re.Pattern[str]
    turn_label: re.Pattern[str]
    answer: re.Pattern[str]
    programs: re.Pattern[str]
    printouts: re.Pattern[str]
    taken_up: re.Pattern[str]
    said_by_noun: re.Pattern[str]
    passes_on: frozenset[str]
    ordering: frozenset[str]
    worded: frozenset[str]
    asking: frozenset[str]
    asked: re.Pattern[str]
    saying: re.Pattern[str]
    kept: re.Pattern[str]
    proposing: frozenset[str]
    proposed: re.Pattern[str]
    takes_terms: frozenset[str]
    term: re.Pattern[str]
    spoken: re.Pattern[str]
    everybody: re.Pattern[str]
    adding: re.Pattern[str]
    adds_bare: frozenset[str]
    scene: re.Pattern[str]
    narrated: re.Pattern[str]
    not_content: re.Pattern[str]
    labels_too: frozenset[str]
    headline: re.Pattern[str]
    bulletin: re.Pattern[str]
    counted: frozenset[str]
    speaks_in_headlines: re.Pattern[str]
    answering: re.Pattern[str]
    about_programs: re.Pattern[str]
    led_by_program: re.Pattern[str]
    shortest_speech: int


@cache
def rules_for(language: str) -> Rules:
    """Return the rules of ``language``: those of English for every language but Chinese."""
    chinese = language == "zh"
    return _compile(load(FILES[1] if chinese else FILES[0]), spaced=not chinese)


def _compile(data: dict[str, Any], *, spaced: bool) -> Rules:
    def words(key: str) -> str:
        return _alternatives(data[key]) if data[key] else "(?!)"

    def bounded(pattern: str) -> str:
        return rf"(?<![\w’'-])(?:{pattern})(?![\w’-])" if spaced else f"(?:{pattern})"

    def ignoring_case(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    frames = _frames(data)
    adverb = (
        rf"|(?!(?:{_alternatives(data['not_adverbs'])})\b)[a-z]\w+ly" if spaced else f"|{_flat(data['circumstance'])}"
    )
    gap = r"(?:^|(?<=\s))" if spaced else ""
    noun_phrase = rf"[^,;:!?—–{OPEN}-{CLOSE}\n]+?(?=,?\s+(?:{words('source_ends')})(?![\w’])|[,;:!?—–{OPEN}]|[.…]*\s*$)"
    return Rules(
        spaced=spaced,
        cue=ignoring_case(bounded(_cues(data, frames))),
        frames=frames,
        nominal=frozenset(data["nominal"]),
        exceptions={word: (rule["before"], rule["after"]) for word, rule in data["exceptions"].items()},
        addressing=frozenset(data["addressing"]),
        addressee=re.compile(r"\s*" + _flat(data["addressee"]) + (r"(?![\w’])" if spaced else "")),
        adjunct=re.compile(r"\s*,?\s*(?:" + "|".join(_flat(item) for item in data["adjuncts"]) + ")")
        if data["adjuncts"]
        else _NEVER,
        needs_addressee=frozenset(data["needs_addressee"]),
        nobody=ignoring_case(rf"(?:{words('nobody')})" + (r"(?![\w’]|\s\d)" if spaced else "")),
        complementizer=ignoring_case(rf"\s*,?\s*(?:{words('complementizers')})\b\s*,?"),
        question=ignoring_case(r"\s*(?:" + words("questions") + ")" + (r"\b" if spaced else "")),
        tail=re.compile(
            rf"{gap}(?:(?i:{words('auxiliaries')}){adverb}|{BRACKET}+)[\s,]*$"
            if spaced
            else rf"(?:{words('auxiliaries')}{adverb}|{BRACKET}+)$"
        ),
        negated=ignoring_case(
            rf"(?:(?:^|\s)(?:{words('negators')})|n[’']t)\s*$"
            if spaced
            else rf"(?:{words('negators')})(?:正面|直接|立即|立刻|明确)?$"
        ),
        never_before=frozenset(data["never_before"]),
        never_after=ignoring_case(_flat(data["never_after"])),
        never_followed=ignoring_case(_flat(data["never_followed"])),
        plainly_nouns=frozenset(data["plainly_nouns"]),
        mostly_verbs=frozenset(data["mostly_verbs"]),
        on_topic=re.compile(_flat(data["on_topic"])),
        no_speaker=ignoring_case(_flat(data["no_speaker"])),
        interjection=ignoring_case(_flat(data["interjection"])),
        unnamed=re.compile(_flat(data["unnamed"])),
        describes=re.compile(_flat(data["describes"])),
        modal=ignoring_case(rf"\b(?:{words('modals')})\s+(?:(?:\w+ly|still|also|well|even)\s+)?$")
        if spaced
        else _NEVER,
        beliefs=frozenset(data["beliefs"]),
        infinitive=ignoring_case(rf"\b(?:{words('infinitives')})\s*$") if spaced else _NEVER,
        caused=re.compile(_flat(data["caused"])),
        passive=ignoring_case(
            rf"(?<!\w)(?:{words('passives')})\s+(?:\w+ly\s+|also\s+|not\s+|once\s+)?$"
            if spaced
            else rf"(?:{words('passives')})$"
        ),
        clause_opener=ignoring_case(bounded(words("clause_openers"))),
        coordinator=ignoring_case(rf"\s*(?:{words('coordinator')})\s*"),
        relative=ignoring_case(rf"\s*(?:{words('relatives')})(?![\w’])"),
        description=ignoring_case(r"\s*" + _flat(data["description"])),
        pronouns=frozenset(data["pronouns"]),
        subjects=frozenset(data["subjects"]),
        owners=frozenset(data["owners"]),
        directing=frozenset(data["directing"]),
        determiners=frozenset(data["determiners"]),
        lead=ignoring_case(
            r"\s*(?:"
            + _flat(data["leads"])
            + ("" if spaced else f"|{_flat(data['circumstance'])}")
            + ")"
            + (r"(?![\w’])\s*" if spaced else "")
        ),
        source_end=ignoring_case(bounded(words("source_ends"))),
        dangling=frozenset(data["dangling"]),
        prefixes=tuple(
            re.compile(r"(?<![\w’])" * spaced + _flat(item).replace("{np}", noun_phrase)) for item in data["prefixes"]
        ),
        prefix_sources_not=re.compile(data["prefix_sources_not"]),
        finite=re.compile(_flat(data["finite"])),
        predicate=re.compile(_flat(data["predicate"])),
        adverbial=re.compile(_flat(data["adverbial"])),
        plain=frozenset(data["plain"]),
        weak=frozenset(data["weak"]),
        pronoun=None if spaced else re.compile(words("pronouns")),
        title_after=re.compile(_flat(data["title_after"])),
        asides=re.compile(_flat(data["asides"])),
        own_voice=ignoring_case(_flat(data["own_voice"])),
        gerund_content=frozenset(data["gerund_content"]),
        infinitive_content=frozenset(data["infinitive_content"]),
        new_subject=re.compile(_flat(data["new_subject"])),
        verbal_subjects=frozenset(data["verbal_subjects"]),
        naming=frozenset(data["naming"]),
        agent=re.compile(_flat(data["agent"])),
        participle=re.compile(_flat(data["participle"])),
        turn=re.compile(_flat(data["turn"]), re.MULTILINE),
        inline_turn=re.compile(_flat(data["inline_turn"])),
        turn_word=re.compile(_flat(data["turn_word"])),
        answer=re.compile(_flat(data["answer"])),
        turn_label=re.compile(_flat(data["turn_label"])),
        titled=ignoring_case(_flat(data["titled"])),
        programs=ignoring_case(_flat(data["programs"])),
        printouts=ignoring_case(_flat(data["printouts"])),
        about_programs=ignoring_case(_flat(data["about_programs"])),
        led_by_program=ignoring_case(_flat(data["led_by_program"])),
        taken_up=ignoring_case(_flat(data["taken_up"])),
        said_by_noun=re.compile(_flat(data["said_by_noun"])),
        not_content=re.compile(data["not_content"]),
        passes_on=frozenset(data["passes_on"]),
        ordering=frozenset(data["ordering"]),
        worded=frozenset(data["worded"]),
        asking=frozenset(data["asking"]),
        asked=re.compile(data["asked"]),
        saying=re.compile(_flat(data["saying"])),
        kept=re.compile(data["kept"]),
        proposing=frozenset(data["proposing"]),
        proposed=re.compile(data["proposed"]),
        takes_terms=frozenset(data["takes_terms"]),
        term=re.compile(_flat(data["term"])),
        spoken=re.compile(_flat(data["spoken"])),
        everybody=re.compile(_flat(data["everybody"])),
        adds_bare=frozenset(data["adds_bare"]),
        adding=re.compile(_flat(data["adding"])),
        scene=re.compile(_flat(data["scene"])),
        narrated=re.compile(_flat(data["narrated"])),
        labels_too=frozenset(data["labels_too"]),
        speaks_in_headlines=re.compile(_flat(data["speaks_in_headlines"])),
        answering=re.compile(_flat(data["answering"]), re.MULTILINE),
        headline=re.compile(_flat(data["headline"]), re.MULTILINE),
        bulletin=re.compile(_flat(data["bulletin"])),
        counted=frozenset(_compounds(data, "counted")),
        shortest_speech=int(data["shortest_speech"]),
    )


def _cues(data: dict[str, Any], frames: Iterable[str]) -> str:
    """Return a pattern for all cues; those made of a verb and an ending are tried first and stand there once each."""
    made = {word for name in _MADE for word in _compounds(data, name)}
    groups = [data["cues"][name] for name in _MADE if name in data["cues"]]
    patterns = [f"(?:{_alternatives(group['verbs'])})(?:{_alternatives(group['endings'])})" for group in groups]
    return "|".join([*patterns, _alternatives(word for word in frames if word not in made)])


def _frames(data: dict[str, Any]) -> dict[str, Frame]:
    frames: dict[str, Frame] = {}
    frames |= dict.fromkeys(_compounds(data, "compounds"), "clause")
    frames |= dict.fromkeys(_compounds(data, "counted"), "marks")
    for frame in FRAMES:
        group = data["cues"][frame]
        forms = list(group["forms"])
        for base in group.get("regular", []):
            forms += _inflected(base, doubling=base.partition(" ")[0] in data["doubling"])
        for form in forms:
            frames.setdefault(form, frame)
    return frames


def _compounds(data: dict[str, Any], name: str) -> list[str]:
    group = data["cues"].get(name, {"verbs": [], "endings": []})
    return [verb + ending for verb in group["verbs"] for ending in group["endings"]]


def _inflected(verb: str, *, doubling: bool) -> list[str]:
    """Return base, s-form, past and ing-form of a regular English verb; a particle stays behind it."""
    base, _, particle = verb.partition(" ")
    if doubling:
        stems = (base + "s", base + base[-1] + "ed", base + base[-1] + "ing")
    elif base.endswith("e"):
        stems = (base + "s", base + "d", base[:-1] + "ing")
    elif base.endswith("y") and base[-2] not in "aeiou":
        stems = (base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    else:
        stems = (base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s"), base + "ed", base + "ing")
    return [f"{form} {particle}".strip() for form in (base, *stems)]


def _alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words``, the longest first; a space stands for any white space."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _flat(pattern: str) -> str:
    """Return a pattern without the line breaks and indents by which the data file wraps it."""
    return re.sub(r"\n\s*", "", pattern.strip())
