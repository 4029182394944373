"""The network: an encoder, the mean of its last states, one linear layer to the four labels."""

# Torch comes with an extra only; without it mypy sees no base class.
# mypy: disable-error-code="misc"

from pathlib import Path

import torch
from torch import nn
from transformers import BertModel

from domain.stance import STANCE_LABELS


class StanceEncoder(nn.Module):
    """Gives one logit a label for each pair of proposition and statement."""

    def __init__(self, encoder: BertModel, *, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(encoder.config.hidden_size, len(STANCE_LABELS))

    @classmethod
    def from_base(cls, folder: Path, *, dropout: float) -> "StanceEncoder":
        """Return a network whose encoder is the one in ``folder``, with a fresh head."""
        encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
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
