"""The peer: prints the seconds that PyTorch takes for token ids, batched by length. Runs in the peer's environment."""

import json
import sys
import time
from pathlib import Path

import torch
from transformers import BertConfig, BertModel

_BATCH = 32
_PAD = 1


def main(config: str, ids: str, threads: str) -> None:
    """Build the network of ``config`` (a file) and time it on ``ids`` (a file of lists)."""
    torch.set_num_threads(int(threads))
    torch.manual_seed(0)
    card = json.loads(Path(config).read_text(encoding="utf-8"))
    encoder = BertModel(BertConfig.from_dict(card), add_pooling_layer=False).eval()
    head = torch.nn.Linear(card["hidden_size"], len(card["id2label"]))
    rows = sorted(json.loads(Path(ids).read_text(encoding="utf-8")), key=len)
    batches = [rows[at : at + _BATCH] for at in range(0, len(rows), _BATCH)]
    with torch.inference_mode():
        judge(encoder, head, batches[0])
        started = time.perf_counter()
        for batch in batches:
            judge(encoder, head, batch)
    print(time.perf_counter() - started)


def judge(encoder: BertModel, head: torch.nn.Linear, batch: list[list[int]]) -> torch.Tensor:
    """Return the logits of one batch."""
    longest = max(map(len, batch))
    ids = torch.tensor([row + [_PAD] * (longest - len(row)) for row in batch])
    mask = (ids != _PAD).long()
    states = encoder(input_ids=ids, attention_mask=mask).last_hidden_state
    weight = mask.unsqueeze(-1)
    return head((states * weight).sum(1) / weight.sum(1))


if __name__ == "__main__":
    main(*sys.argv[1:])
