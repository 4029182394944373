"""Export: a trained network as a Hugging Face folder that ONNX Runtime runs, in 8 bits."""

# Torch comes with an extra only; without it mypy sees no base class.
# mypy: disable-error-code="misc"

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import nn

from domain.stance import STANCE_LABELS
from nlp.training.model import StanceEncoder

_OPSET = 17


class _Calibrated(nn.Module):
    """The network with its temperature inside, so that the softmax of the graph's logits is calibrated."""

    def __init__(self, network: StanceEncoder, temperature: float) -> None:
        super().__init__()
        self.network = network
        self.temperature = temperature

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return logits: (batch, labels)."""
        return self.network(input_ids, attention_mask) / self.temperature


def export(
    network: StanceEncoder,
    folder: Path,
    *,
    tokenizer_file: Path,
    name: str,
    temperature: float,
    thresholds: Mapping[str, float],
    max_tokens: int,
) -> None:
    """Write graph, tokenizer and configuration to ``folder``; card and licence there are left alone."""
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    write_graph(network, folder / "onnx" / "model_quantized.onnx", temperature=temperature)
    shutil.copyfile(tokenizer_file, folder / "tokenizer.json")
    config = network.encoder.config.to_dict() | {
        "_name_or_path": name,
        "architectures": [type(network).__name__],
        "id2label": dict(enumerate(STANCE_LABELS)),
        "label2id": {label: index for index, label in enumerate(STANCE_LABELS)},
        "pooling": "mean",
    }
    _write_json(folder / "config.json", config)
    stance = {
        "input": "marked",
        "max_tokens": max_tokens,
        "temperature": round(temperature, 4),
        "abstain_below": {language: round(value, 4) for language, value in sorted(thresholds.items())},
    }
    _write_json(folder / "stance.json", stance)


def write_graph(network: StanceEncoder, file: Path, *, temperature: float) -> None:
    """Write the calibrated network as an ONNX graph with 8-bit weights."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    example = torch.ones((1, 8), dtype=torch.long)
    axes = {0: "batch", 1: "length"}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch, "model.onnx")
        torch.onnx.export(
            _Calibrated(network, temperature).eval(),
            (example, example),
            str(whole),
            input_names=["input_ids", "attention_mask"],
            output_names=["logits"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "logits": {0: "batch"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        # Seven bits of eight: without VNNI instructions the products of full 8-bit values overflow, and the same
        # statement would get another score on an older processor.
        quantize_dynamic(whole, file, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def _write_json(file: Path, value: Mapping[str, object]) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
