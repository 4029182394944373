"""Export: a trained network as a Hugging Face folder that ONNX Runtime runs, in 8 bits."""

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import torch

from domain.stance import STANCE_LABELS
from nlp.training.model import StanceEncoder

_OPSET = 17


def export(
    network: StanceEncoder,
    folder: Path,
    *,
    tokenizer_file: Path,
    name: str,
    temperatures: Mapping[str, float],
    thresholds: Mapping[str, float],
    max_tokens: int,
) -> None:
    """Write graph, tokenizer and configuration to ``folder``; card and licence there are left alone."""
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    write_graph(network, folder / "onnx" / "model_quantized.onnx")
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
        "temperature": {language: round(value, 4) for language, value in sorted(temperatures.items())},
        "abstain_below": {language: round(value, 4) for language, value in sorted(thresholds.items())},
    }
    _write_json(folder / "stance.json", stance)


def write_graph(network: StanceEncoder, file: Path) -> None:
    """Write the network as an ONNX graph with 8-bit weights."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    example = torch.ones((1, 8), dtype=torch.long)
    axes = {0: "batch", 1: "length"}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch, "model.onnx")
        torch.onnx.export(
            network.eval(),
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
