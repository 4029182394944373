"""Encoding: pairs of proposition and statement as padded batches of token ids, of similar length together."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from domain.stance import Proposition
from nlp.stance.model_input import marked, proposition_text, statement_language
from nlp.training.data import Example

_PAD = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids and mask: (batch, length); label indices: (batch,)."""

    input_ids: torch.Tensor
    attention_mask: torch.Tensor
    labels: torch.Tensor


def encode(
    examples: Sequence[Example], *, proposition: Proposition, tokenizer_file: Path, max_tokens: int
) -> list[list[int]]:
    """Return the token ids of every example, paired with its own proposition, else ``proposition``, in its language."""
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.enable_truncation(max_tokens)
    pairs = [
        (
            proposition_text(example.proposition or proposition, statement_language(example.statement)),
            marked(example.statement),
        )
        for example in examples
    ]
    return [encoding.ids for encoding in tokenizer.encode_batch(pairs)]


def batches(
    ids: Sequence[list[int]], labels: Sequence[int], *, size: int, shuffle: random.Random | None = None
) -> Iterator[Batch]:
    """Yield batches of ``size``. With ``shuffle`` in an order drawn from it, else in the order given."""
    order = list(range(len(ids)))
    if shuffle is not None:
        shuffle.shuffle(order)
        window = size * 16
        order = [
            index
            for start in range(0, len(order), window)
            for index in sorted(order[start : start + window], key=lambda index: len(ids[index]))
        ]
    chunks = [order[start : start + size] for start in range(0, len(order), size)]
    if shuffle is not None:
        shuffle.shuffle(chunks)
    for chunk in chunks:
        length = max(len(ids[index]) for index in chunk)
        padded = [ids[index] + [_PAD] * (length - len(ids[index])) for index in chunk]
        mask = [[1] * len(ids[index]) + [0] * (length - len(ids[index])) for index in chunk]
        yield Batch(torch.tensor(padded), torch.tensor(mask), torch.tensor([labels[index] for index in chunk]))
