"""The registry of models: a Hugging Face folder, or a model of the hub, as a classifier of pairs of texts.

A folder with ``onnx/model_quantized.onnx`` (or ``onnx/model.onnx``) runs in ONNX Runtime and needs no other library;
any other sequence-classification or NLI model runs in PyTorch through ``transformers``. Nothing is ever downloaded.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from domain.problem import Problem

#: The stance model that comes with the project.
SHIPPED = Path(__file__).parent / "weights" / "stance"

_GRAPHS = ("onnx/model_quantized.onnx", "onnx/model.onnx")
#: Card and licence may change without making a single label due again.
_NOT_THE_MODEL = {".md", ".gitattributes", ""}
_TORCH_BATCH = 16


class ModelError(Problem):
    """A model cannot be used; the message is one line for the user."""


class Classifier(Protocol):
    """Gives probabilities of its labels to pairs of texts."""

    name: str
    #: Changes when the model does: twelve hexadecimal digits of a hash over its files, or the hub's commit.
    revision: str
    labels: tuple[str, ...]

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """Return one row a pair, one column a label, each row summing to 1; a row depends on its own pair alone."""


def load_classifier(name_or_path: str | Path, *, threads: int = 2, max_tokens: int = 256) -> Classifier:
    """Return the classifier in the folder ``name_or_path``, or the model of that name in the local hub cache.

    ``threads`` is the most that it computes with; pairs beyond ``max_tokens`` are cut at the end of the longer text.
    Raises ``ModelError``.
    """
    folder = Path(name_or_path)
    if not folder.is_dir():
        return _TorchClassifier(str(name_or_path), threads=threads, max_tokens=max_tokens)
    for graph in _GRAPHS:
        if (folder / graph).is_file():
            return _OnnxClassifier(folder, graph, threads=threads, max_tokens=max_tokens)
    return _TorchClassifier(str(folder), threads=threads, max_tokens=max_tokens)


def folder_revision(folder: Path) -> str:
    """Return twelve hexadecimal digits that change with any file of ``folder`` but card and licence."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in _NOT_THE_MODEL):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:12]


def read_json(file: Path) -> dict[str, Any]:
    """Return the JSON object in ``file``. Raises ``ModelError`` when there is none."""
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{file}: not a readable JSON file ({error.__class__.__name__})") from error
    if not isinstance(value, dict):
        raise ModelError(f"{file}: expected a JSON object")
    return value


def labels_of(config: Mapping[str, Any], source: str) -> tuple[str, ...]:
    """Return the labels of a ``config.json`` in the order of the model's columns. Raises ``ModelError``."""
    names = config.get("id2label")
    try:
        by_index = {int(index): str(name) for index, name in dict(names or {}).items()}
    except (TypeError, ValueError):
        by_index = {}
    if not by_index or sorted(by_index) != list(range(len(by_index))):
        raise ModelError(f"{source}: config.json has no id2label that numbers the labels from 0")
    return tuple(by_index[index] for index in range(len(by_index)))


class _OnnxClassifier:
    """A folder's graph in ONNX Runtime. Pairs run one by one: 8-bit scales then never depend on a neighbour."""

    def __init__(self, folder: Path, graph: str, *, threads: int, max_tokens: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.name = folder.resolve().name
        self.labels = labels_of(read_json(folder / "config.json"), str(folder))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session = onnxruntime.InferenceSession(
                str(folder / graph), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            reason = str(error).splitlines()[0] if str(error) else error.__class__.__name__
            raise ModelError(f"{folder}: tokenizer.json or {graph} cannot be loaded: {reason}") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_tokens)
        self._inputs = {node.name for node in self._session.get_inputs()}
        self._threads = threads
        self.revision = folder_revision(folder)

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """See ``Classifier``."""
        if not pairs:
            return np.zeros((0, len(self.labels)))
        with ThreadPoolExecutor(self._threads) as pool:
            return _softmax(np.stack(list(pool.map(self._logits, pairs))))

    def _logits(self, pair: tuple[str, str]) -> NDArray[np.floating[Any]]:
        encoding = self._tokenizer.encode(*pair)
        columns = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        feed = {name: np.array([values], np.int64) for name, values in columns.items() if name in self._inputs}
        logits: NDArray[np.floating[Any]] = self._session.run(None, feed)[0][0]
        return logits


class _TorchClassifier:
    """Any sequence-classification model through ``transformers``, on a GPU where there is one."""

    def __init__(self, name: str, *, threads: int, max_tokens: int) -> None:
        try:
            import torch
        except ModuleNotFoundError as error:
            raise ModelError(
                f"the model {name} is no folder with an ONNX graph and so needs PyTorch: pip install -e '.[torch]'"
            ) from error
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        torch.set_num_threads(threads)
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(name, local_files_only=True)
            model = AutoModelForSequenceClassification.from_pretrained(name, local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"the model {name} is not on this machine, or not a classifier: download it with 'hf download {name}' "
                "or name a folder"
            ) from error
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._model = model.to(self._device).eval()
        self._max_tokens = max_tokens
        folder = Path(name)
        self.name = folder.resolve().name if folder.is_dir() else name
        self.labels = labels_of({"id2label": model.config.id2label}, name)
        self.revision = folder_revision(folder) if folder.is_dir() else str(model.config._commit_hash)

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """See ``Classifier``."""
        parts = [np.zeros((0, len(self.labels))), *map(self._batch, _chunks(pairs, _TORCH_BATCH))]
        return _softmax(np.concatenate(parts))

    def _batch(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.floating[Any]]:
        import torch

        first, second = zip(*pairs, strict=True)
        encoded = self._tokenizer(
            list(first), list(second), padding=True, truncation=True, max_length=self._max_tokens, return_tensors="pt"
        )
        with torch.inference_mode():
            logits: NDArray[np.floating[Any]] = self._model(**encoded.to(self._device)).logits.float().cpu().numpy()
        return logits


def _chunks(pairs: Sequence[tuple[str, str]], size: int) -> Iterator[Sequence[tuple[str, str]]]:
    return (pairs[start : start + size] for start in range(0, len(pairs), size))


def _softmax(logits: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    exponents = np.exp(logits.astype(np.float64) - logits.max(axis=1, keepdims=True, initial=-np.inf))
    probabilities: NDArray[np.float64] = exponents / exponents.sum(axis=1, keepdims=True)
    return probabilities
