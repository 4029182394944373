"""Fit: the frozen-vector baseline, and fine-tuning of all layers with resumable checkpoints."""

import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from nlp.training.encoding import Batch, batches
from nlp.training.model import StanceEncoder

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Encoded:
    """Token ids and label indices of one split."""

    ids: Sequence[list[int]]
    labels: Sequence[int]

    def by_length(self, *, every: int = 1) -> "Encoded":
        """Return one in ``every`` of the examples, the short ones first, so that batches hold little padding."""
        order = sorted(range(0, len(self.ids), every), key=lambda index: len(self.ids[index]))
        return Encoded(ids=[self.ids[index] for index in order], labels=[self.labels[index] for index in order])


def predict_logits(network: StanceEncoder, split: Encoded, *, batch_size: int) -> NDArray[np.float32]:
    """Return the network's logits for ``split``: (examples, labels), in order."""
    network.eval()
    with torch.no_grad():
        parts = [
            network(batch.input_ids, batch.attention_mask).numpy()
            for batch in batches(split.ids, split.labels, size=batch_size)
        ]
    return np.concatenate(parts)


def fit_frozen(network: StanceEncoder, train: Encoded, *, batch_size: int, inverse_penalty: float = 10.0) -> None:
    """Set the head by logistic regression on the vectors of the encoder, which stays as it is."""
    from sklearn.linear_model import LogisticRegression

    network.eval()
    with torch.no_grad():
        vectors = np.concatenate(
            [
                network.vectors(batch.input_ids, batch.attention_mask).numpy()
                for batch in batches(train.ids, train.labels, size=batch_size)
            ]
        )
    # Vectors of this encoder point almost the same way; without their mean the regression sees the differences.
    centre = vectors.mean(0)
    scale = float(np.linalg.norm(vectors - centre, axis=1).mean())
    regression = LogisticRegression(C=inverse_penalty, max_iter=5000, class_weight="balanced")
    regression.fit((vectors - centre) / scale, train.labels)
    weight = regression.coef_ / scale
    network.head.weight.data = torch.tensor(weight, dtype=torch.float32)
    network.head.bias.data = torch.tensor(regression.intercept_ - weight @ centre, dtype=torch.float32)


def fine_tune(
    network: StanceEncoder,
    epoch_data: Callable[[int], Encoded],
    *,
    epochs: int,
    settings: Mapping[str, float],
    checkpoint: Path,
    threads: int,
) -> None:
    """Fit all layers, from where ``checkpoint`` left off when there is one; the word vectors stay.

    ``epoch_data`` gives the examples of an epoch, equally many in each. With them the order follows from seed and
    epoch, so a resumed run sees what an unbroken one would.
    """
    torch.set_num_threads(threads)
    seed, size = int(settings["seed"]), int(settings["batch_size"])
    torch.manual_seed(seed)
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    steps = epochs * -(-len(epoch_data(0).ids) // size)
    optimizer = _optimizer(network, settings)
    warmup = max(1, int(steps * settings["warmup_share"]))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warmup, max(0.0, (steps - step) / max(1, steps - warmup)))
    )
    loss_of = nn.CrossEntropyLoss(label_smoothing=settings["label_smoothing"])
    done = _resume(checkpoint, network, optimizer, schedule)
    saved = started = time.monotonic()
    network.train()
    step = 0
    for epoch in range(epochs):
        total = 0.0
        data = epoch_data(epoch)
        for batch in batches(data.ids, data.labels, size=size, shuffle=random.Random(seed + epoch)):
            step += 1
            if step <= done:
                continue
            total += _step(network, batch, loss_of, optimizer)
            schedule.step()
            if time.monotonic() - saved > settings["checkpoint_minutes"] * 60:
                _save(checkpoint, network, optimizer, schedule, step)
                saved = time.monotonic()
                _log.info("step %d of %d", step, steps)
        seen = max(1, (step - done) * size)
        _log.info("epoch %d: loss sum %.2f, %.1f pairs/s", epoch, total, seen / (time.monotonic() - started))
    checkpoint.unlink(missing_ok=True)


def _step(network: StanceEncoder, batch: Batch, loss_of: nn.Module, optimizer: torch.optim.Optimizer) -> float:
    optimizer.zero_grad(set_to_none=True)
    # Products of matrices in half precision, all else in single: with AMX that is another third of a step.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network(batch.input_ids, batch.attention_mask)
    loss = loss_of(logits.float(), batch.labels)
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def _optimizer(network: StanceEncoder, settings: Mapping[str, float]) -> torch.optim.Optimizer:
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            groups.setdefault((name.startswith("head"), parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        (
            {
                "params": parameters,
                "lr": settings["head_learning_rate"] if head else settings["learning_rate"],
                "weight_decay": settings["weight_decay"] if decayed else 0.0,
            }
            for (head, decayed), parameters in groups.items()
        ),
        fused=True,
    )


def _save(
    checkpoint: Path,
    network: StanceEncoder,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    step: int,
) -> None:
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "random": torch.get_rng_state(),
        "step": step,
    }
    partial = checkpoint.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(checkpoint)


def _resume(
    checkpoint: Path,
    network: StanceEncoder,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> int:
    if not checkpoint.is_file():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    torch.set_rng_state(state["random"])
    _log.info("resumed at step %d", state["step"])
    return int(state["step"])
