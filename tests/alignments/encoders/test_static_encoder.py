from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from alignments.encoders import builtin, sums
from alignments.encoders.builtin import (
    StaticEncoder,
    content_revision,
    read_static_encoder,
    unit_rows,
)
from alignments.encoders.safetensors import TensorFileError, read_tensors
from alignments.errors import EncoderError

WORDS = ["[PAD]", "[UNK]", "red", "##s", "army", "красная", "армия", "."]


def tokenizer() -> Tokenizer:
    made = Tokenizer(models.WordPiece({w: i for i, w in enumerate(WORDS)}, unk_token="[UNK]"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


def encoder() -> StaticEncoder:
    table = np.random.default_rng(1).standard_normal((len(WORDS), 6)).astype(np.float32)
    table[:2] = 0
    return StaticEncoder(tokenizer(), table, name="toy", revision="1")


def write_tensors(file: Path, arrays: dict[str, np.ndarray]) -> None:
    names = {"float32": "F32", "float16": "F16", "int8": "I8", "int64": "I64", "uint8": "U8"}
    header, place = {}, 0
    for name, array in arrays.items():
        header[name] = {
            "dtype": names[str(array.dtype)],
            "shape": list(array.shape),
            "data_offsets": [place, place + array.nbytes],
        }
        place += array.nbytes
    text = json.dumps({"__metadata__": {"format": "pt"}, **header}).encode()
    data = b"".join(array.tobytes() for array in arrays.values())
    file.write_bytes(struct.pack("<Q", len(text)) + text + data)


def write_model(folder: Path, arrays: dict[str, np.ndarray]) -> Path:
    write_tensors(folder / "model.safetensors", arrays)
    tokenizer().save(str(folder / "tokenizer.json"))
    return folder


TABLE = np.arange(len(WORDS) * 4, dtype=np.float32).reshape(len(WORDS), 4)


def test_a_text_is_the_sum_of_its_tokens() -> None:
    toy = encoder()
    assert np.allclose(toy.encode_sums(["Reds army."])[0], toy._table[[2, 3, 4, 7]].sum(axis=0))


@given(st.lists(st.sampled_from(["red", "army", "красная армия.", "чужое", ""]), max_size=6))
def test_the_sum_of_the_parts_is_the_vector_of_the_whole(parts: list[str]) -> None:
    toy = encoder()
    whole = toy.encode_sums([" ".join(parts)])[0]
    assert np.allclose(toy.encode_sums(parts).sum(axis=0), whole, atol=1e-5)


@given(st.lists(st.text(alphabet="reds амия.", max_size=12), max_size=20))
def test_rows_are_unit_or_zero(texts: list[str]) -> None:
    rows = encoder().encode(texts)
    assert rows.shape == (len(texts), 6)
    assert rows.dtype == np.float32
    lengths = np.linalg.norm(rows, axis=1)
    assert np.all(np.isclose(lengths, 1, atol=1e-5) | (lengths == 0))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t", "only white space"),
        ("漢字", "no known token: its unknown token has a zero vector"),
    ],
)
def test_a_text_without_known_tokens_has_a_zero_row(text: str, reason: str) -> None:
    assert not encoder().encode(["red", text])[1].any(), reason


def test_a_vector_does_not_depend_on_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["red army.", "", "красная армия " * 5, "reds", "army " * 40]
    together = encoder().encode(texts)
    monkeypatch.setattr(builtin, "TEXTS_AT_ONCE", 2)
    assert np.array_equal(encoder().encode(texts), together)
    assert np.array_equal(np.vstack([encoder().encode([text]) for text in texts]), together)


def test_a_text_longer_than_a_group_is_summed_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["red", "army " * 100 + "reds " * 30, "армия"]
    whole = encoder().encode(texts)
    monkeypatch.setattr(sums, "LONG_RUN", 16)
    assert np.allclose(encoder().encode(texts), whole, atol=1e-6)


def test_a_very_long_text_is_summed_exactly() -> None:
    toy, words = encoder(), 40_000
    exact = toy._table[[2, 3, 4]].astype(np.float64).sum(axis=0) * words
    found = toy.encode_sums(["reds army " * words])[0]
    assert np.abs(found / np.linalg.norm(found) - exact / np.linalg.norm(exact)).max() < 1e-6


def test_no_texts_give_no_rows() -> None:
    assert encoder().encode([]).shape == (0, 6)


def test_unit_rows_keep_zero_rows() -> None:
    assert unit_rows(np.array([[3, 4], [0, 0]], np.float32)).tolist() == [
        [pytest.approx(0.6), pytest.approx(0.8)],
        [0, 0],
    ]


@pytest.mark.parametrize(
    ("arrays", "reason"),
    [
        ({"embedding.weight": TABLE}, "as sentence-transformers writes it"),
        ({"embedding.weight": TABLE.astype(np.float16)}, "half as large"),
        (
            {"embeddings": TABLE.astype(np.int8), "weights": np.ones(len(WORDS), np.float32)},
            "signed bytes with a factor per token",
        ),
        (
            {"embeddings": TABLE[::-1].copy(), "mapping": np.arange(len(WORDS))[::-1].copy()},
            "model2vec's rows shared by tokens",
        ),
    ],
)
def test_every_layout_of_the_table_is_read(
    arrays: dict[str, np.ndarray], reason: str, tmp_path: Path
) -> None:
    read = read_static_encoder(write_model(tmp_path, arrays), "toy")
    assert np.allclose(read.encode_sums(["red"])[0], TABLE[2]), reason
    assert read.dimensions == 4


def test_the_revision_is_the_hash_of_weights_and_tokenizer(tmp_path: Path) -> None:
    first = read_static_encoder(write_model(tmp_path, {"embedding.weight": TABLE}), "toy")
    second = read_static_encoder(write_model(tmp_path, {"embedding.weight": TABLE + 1}), "toy")
    assert first.revision != second.revision == content_revision(tmp_path)


def test_facts_beside_the_model_name_its_languages(tmp_path: Path) -> None:
    write_model(tmp_path, {"embedding.weight": TABLE})
    (tmp_path / "training.json").write_text('{"languages": ["en", "ru"], "revision": "abc"}')
    read = read_static_encoder(tmp_path, "toy")
    assert (read.name, read.revision, read.languages) == ("toy", "abc", frozenset({"en", "ru"}))


def test_a_folder_without_weights_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="copy the whole folder again"):
        read_static_encoder(tmp_path, "toy")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("model.safetensors", b"", "too short"),
        ("model.safetensors", b"\xff" * 40, "cut short"),
        ("model.safetensors", struct.pack("<Q", 4) + b"{[}]", "no readable header"),
        ("model.safetensors", struct.pack("<Q", 2) + b"[]", "not an object"),
        ("tokenizer.json", b"{}", "no tokenizer"),
        ("training.json", b"[]", "not a JSON object"),
    ],
)
def test_a_damaged_file_is_named(name: str, content: bytes, words: str, tmp_path: Path) -> None:
    write_model(tmp_path, {"embedding.weight": TABLE})
    (tmp_path / name).write_bytes(content)
    with pytest.raises(EncoderError, match=words):
        read_static_encoder(tmp_path, "toy")


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        ({"other": TABLE}, "holds no table, only other"),
        ({"embedding.weight": TABLE[:3]}, "8 tokens, the table 3 rows"),
        ({"embedding.weight": TABLE.astype(np.uint8)}, "of a type that is not read"),
    ],
)
def test_a_table_of_another_kind_is_refused(
    arrays: dict[str, np.ndarray], words: str, tmp_path: Path
) -> None:
    with pytest.raises(EncoderError, match=words):
        read_static_encoder(write_model(tmp_path, arrays), "toy")


def test_a_shortened_file_is_refused(tmp_path: Path) -> None:
    write_tensors(tmp_path / "a", {"x": TABLE})
    (tmp_path / "a").write_bytes((tmp_path / "a").read_bytes()[:-1])
    with pytest.raises(TensorFileError, match="cut short"):
        read_tensors(tmp_path / "a")
