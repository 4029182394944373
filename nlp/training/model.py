"""The network: an encoder, the mean of its last states, one linear layer to the four labels."""

# Torch comes with an extra only; without it mypy sees no base class.
# mypy: disable-error-code="misc"

from pathlib import Path

import torch
from torch import nn
from transformers import BertModel

from domain.stance import STANCE_LABELS


class ByteDropout(nn.Module):
    """Dropout that decides by random bytes, eight out of one draw.

    ``nn.Dropout`` draws number by number on a processor, which took a quarter of a training step. ``share`` is
    rounded to a 256th.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.dropped = round(share * 256)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Return ``states`` with that share set to zero and the rest made larger, while training; else ``states``."""
        if not self.training:
            return states
        draws = torch.randint(-(2**63), 2**63 - 1, (-(-states.numel() // 8),))
        kept = draws.view(torch.uint8)[: states.numel()].view(states.shape) >= self.dropped
        return states * (kept.to(states.dtype) * (256 / (256 - self.dropped)))


class StanceEncoder(nn.Module):
    """Gives one logit a label for each pair of proposition and statement."""

    def __init__(self, encoder: BertModel, *, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(encoder.config.hidden_size, len(STANCE_LABELS))

    @classmethod
    def from_base(cls, folder: Path, *, dropout: float) -> "StanceEncoder":
        """Return a network with the encoder of ``folder``, a fresh head, and no dropout in attention."""
        encoder = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        for module in list(encoder.modules()):
            for name, child in module.named_children():
                if isinstance(child, nn.Dropout) and child.p:
                    setattr(module, name, ByteDropout(child.p))
        return cls(encoder, dropout=dropout)

    def vectors(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return the mean of the last states over the real tokens: (batch, hidden)."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean: torch.Tensor = (states * mask).sum(1) / mask.sum(1)
        return mean

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return logits: (batch, labels)."""
        logits: torch.Tensor = self.head(self.dropout(self.vectors(input_ids, attention_mask)))
        return logits
