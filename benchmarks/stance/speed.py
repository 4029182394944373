"""``python -m benchmarks.stance.speed``: statements a second and memory, beside the same model in PyTorch.

The peer gets an environment of its own (``peer/requirements.txt``, with hashes) in the state folder, made on the first
run. It runs the architecture of ``config.json`` in 32 bits on the very token ids that our model sees, sorted by length
as ours are; its weights are random, on which time does not depend. Both run in turn on the same threads, three times;
the best time of each counts.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.peers import peer_python
from nlp.models import SHIPPED
from nlp.propositions import DEFAULT, load_proposition
from nlp.stance.model import load_stance_model
from nlp.stance.model_input import marked, proposition_text, statement_language
from nlp.training.data import Example, read_examples, training_files

_PEER = Path(__file__).with_name("peer")
_ROUNDS = 3
#: Every so many written statements are judged, in both languages.
_EVERY = 8


def main() -> None:
    """Time both, print the ratio, and the memory of a process that loads and uses our model."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stance.speed", description=__doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory-only", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    examples = read_examples(training_files())[::_EVERY]
    if arguments.memory_only:
        _judge(arguments.model, examples, threads=arguments.threads)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return
    python = peer_python("pytorch", _PEER / "requirements.txt")
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as scratch:
        ids = Path(scratch, "ids.json")
        ids.write_text(json.dumps(token_ids(arguments.model, examples)), encoding="utf-8")
        for _ in range(_ROUNDS):
            ours.append(_judge(arguments.model, examples, threads=arguments.threads))
            command = [python, _PEER / "run.py", arguments.model / "config.json", ids, str(arguments.threads)]
            theirs.append(float(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    rate, peer = len(examples) / min(ours), len(examples) / min(theirs)
    print(
        f"{len(examples)} statements on {arguments.threads} threads: {rate:.1f} a second, PyTorch {peer:.1f} a second"
    )
    print(f"ratio {rate / peer:.2f}")
    command = [sys.executable, "-m", __spec__.name, "--memory-only", "--model", arguments.model]
    peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    print(f"peak memory of a process that judges them: {int(peak) / 1024:.0f} MiB")


def token_ids(model: Path, examples: list[Example]) -> list[list[int]]:
    """Return what the model reads of each statement, as token ids."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.enable_truncation(json.loads((model / "stance.json").read_text(encoding="utf-8"))["max_tokens"])
    proposition = load_proposition(DEFAULT)
    pairs = [
        (proposition_text(proposition, statement_language(example.statement)), marked(example.statement))
        for example in examples
    ]
    return [encoding.ids for encoding in tokenizer.encode_batch(pairs)]


def _judge(folder: Path, examples: list[Example], *, threads: int) -> float:
    model = load_stance_model(folder, threads=threads)
    statements = [example.statement for example in examples]
    proposition = load_proposition(DEFAULT)
    model.judge(statements[:8], proposition)
    started = time.perf_counter()
    model.judge(statements, proposition)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
