"""The plain way for Chinese: a pair of marks with a verb of speech beside it, and whoever stands before the verb."""

import re

from domain.quotation import Quotation
from domain.spans import Span

_VERB = "表示|指出|认为|認為|强调|強調|坦言|透露|介绍|介紹|写道|寫道|告诉记者|告訴記者|回应|回應|说|說|称|稱|道"
_BEFORE = re.compile(f"(?P<who>[^，。：；！？“”「」『』\n]{{1,20}}?)(?P<cue>{_VERB})[，,：:]?$")
_AFTER = re.compile(f"(?P<who>[^，。：；！？“”「」『』\n]{{1,20}}?)(?P<cue>{_VERB})[，。：,]")
_MARKED = re.compile("“[^“”\n]+”|「[^「」\n]+」|『[^『』\n]+』")
_REACH = 30


def attribute(text: str) -> list[Quotation]:
    """Return the stretches in marks that a verb of speech stands right before or after."""
    found = []
    for marked in _MARKED.finditer(text):
        inner = Span(marked.start() + 1, marked.end() - 1)
        match = _BEFORE.search(text, max(0, marked.start() - _REACH), marked.start())
        match = match or _AFTER.match(text, marked.end(), marked.end() + _REACH)
        if match is None or not inner.of(text).strip():
            continue
        cue, who = Span(*match.span("cue")), Span(*match.span("who"))
        found.append(
            Quotation(
                type="direct",
                spans=(inner,),
                content=(inner.of(text),),
                score=1.0,
                cue=cue.of(text),
                cue_span=cue,
                source=who.of(text),
                source_span=who,
                speaker=who.of(text).strip(),
                speaker_score=1.0,
            )
        )
    return found
