"""``python -m benchmarks.stance.relevance``: what the cheap filter lets through, and what it misses."""

from collections import defaultdict
from collections.abc import Sequence

from benchmarks.stance.measure import held_out, real
from nlp.relevance import article_is_relevant, sentence_is_relevant
from nlp.stance.model_input import statement_language
from nlp.training.data import Example, read_examples, training_files
from nlp.training.real import RealDataMissing, read_real, real_files


def let_through(example: Example) -> bool:
    """Whether the stance model gets to see this statement: of a relevant article, every quotation is judged."""
    statement = example.statement
    if statement.voice == "quote":
        return True
    if statement.voice == "article":
        return article_is_relevant(statement.title or "", statement.text)
    return sentence_is_relevant(statement.text, context=statement.context)


def recall(examples: Sequence[Example]) -> tuple[int, int, int, int]:
    """Return (kept, all) of the statements that speak of the standing, then of the unrelated ones."""
    speaking = [let_through(example) for example in examples if example.label != "unrelated"]
    others = [let_through(example) for example in examples if example.label == "unrelated"]
    return sum(speaking), len(speaking), sum(others), len(others)


def main() -> None:
    """Print recall and the share of unrelated statements that get through, a line a set."""
    sets: dict[str, list[Example]] = defaultdict(list)
    for example in held_out():
        sets[f"held-out {statement_language(example.statement)}"].append(example)
    for example in read_examples(training_files()):
        sets[f"written for training, {statement_language(example.statement)}"].append(example)
    try:
        sets |= {f"{source}, test documents": statements for source, statements in real().items()}
        sets |= {f"{path.stem}, training documents": read_real([path], split="train") for path in real_files()}
    except RealDataMissing as missing:
        print(missing)
    for name, examples in sets.items():
        kept, speaking, passed, unrelated = recall(examples)
        share = f"{kept / speaking:.3f} ({kept} of {speaking})" if speaking else "none speaks of the standing"
        print(f"{name}: recall {share}; of the unrelated {passed} of {unrelated} get through")


if __name__ == "__main__":
    main()
