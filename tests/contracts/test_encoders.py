"""Every encoder keeps the protocol; the shipped one also agrees with sentence-transformers.

The only test module that imports sentence_transformers, which takes seconds.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from alignments.encoders import AdditiveEncoder, Encoder, load_encoder
from alignments.encoders.builtin import MODEL_FOLDER, content_revision
from alignments.errors import EncoderError

TEXTS = [
    "The bureaucracy feared the Opposition.",
    "Бюрократия боялась оппозиции.",
    "",
    "В 1926 г. Троцкiй и Зиновьевъ объединились; ещё разъ!",
    "B[olshevik]-L[eninists] <sup>[8]</sup> naïve café",
    "漢字 ١٢٣ 🙂",
    "  \n ",
    # Longer ones differ by more than 1e-5: sentence-transformers adds up in single precision.
    "the all-Russian congress of soviets " * 40,
]


def write_tokenizer() -> Tokenizer:
    # Not trained: the library numbers its first pieces in hash order, another one in every run.
    letters = sorted(set("".join(TEXTS[:4]).lower()) - {" "})
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokens += [*letters, *(f"##{letter}" for letter in letters)]
    vocabulary = {token: number for number, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


@pytest.fixture(scope="module")
def static_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    folder = tmp_path_factory.mktemp("models") / "tiny-static"
    rows = np.random.default_rng(1).standard_normal((200, 8)).astype(np.float32)
    tokenizer = write_tokenizer()
    module = StaticEmbedding(tokenizer, embedding_weights=rows[: tokenizer.get_vocab_size()])
    SentenceTransformer(modules=[module], device="cpu").save(str(folder), create_model_card=False)
    return folder


@pytest.fixture(scope="module")
def bert_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import torch
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("models") / "tiny-bert"
    torch.manual_seed(1)
    sizes = BertConfig(
        vocab_size=200,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
    )
    BertModel(sizes).save_pretrained(folder)
    names = {f"{name}_token": f"[{name.upper()}]" for name in ("pad", "unk", "cls", "sep", "mask")}
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # the library is untyped
        tokenizer_object=write_tokenizer(), model_max_length=64, **names
    )
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(autouse=True)
def kept_vectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_VECTOR_CACHE", str(tmp_path / "vectors.sqlite"))


@pytest.fixture(params=["builtin", "lexical", "static", "bert"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    if request.param in ("builtin", "lexical"):
        return load_encoder(request.param)
    return load_encoder(str(request.getfixturevalue(f"{request.param}_folder")))


@pytest.fixture
def empty_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    return tmp_path / "hub"


def test_rows_are_unit_and_in_order_and_zero_for_empty_texts(encoder: Encoder) -> None:
    rows = encoder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), encoder.dimensions)
    assert rows.dtype == np.float32
    filled = [bool(text.strip()) for text in TEXTS]
    lengths = np.linalg.norm(rows, axis=1)
    assert np.allclose(lengths[np.array(filled) & (lengths > 0)], 1, atol=1e-5)
    assert not rows[~np.array(filled)].any()
    backward = encoder.encode(TEXTS[::-1])
    assert np.allclose(backward[::-1], rows, atol=1e-5)


def test_the_same_texts_give_the_same_bits(encoder: Encoder) -> None:
    assert np.array_equal(encoder.encode(TEXTS), encoder.encode(TEXTS))


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_an_encoder_says_what_it_is(encoder: Encoder) -> None:
    assert isinstance(encoder, Encoder)
    assert encoder.name in {"builtin", "lexical", "tiny-static", "tiny-bert"}
    assert len(encoder.revision) == 12
    assert encoder.languages == (frozenset({"en", "ru"}) if encoder.name == "builtin" else set())


@pytest.mark.parametrize("which", ["builtin", "static"])
def test_static_encoders_agree_with_sentence_transformers(
    which: str, request: pytest.FixtureRequest
) -> None:
    from sentence_transformers import SentenceTransformer

    folder = MODEL_FOLDER if which == "builtin" else request.getfixturevalue("static_folder")
    reference = SentenceTransformer(str(folder), device="cpu", local_files_only=True).encode(
        TEXTS, show_progress_bar=False, normalize_embeddings=True
    )
    ours = load_encoder("builtin" if which == "builtin" else str(folder)).encode(TEXTS)
    assert np.abs(ours - reference).max() < 1e-5


def test_sums_of_a_static_encoder_add_up_to_the_vector_of_the_joined_text() -> None:
    builtin = load_encoder()
    assert isinstance(builtin, AdditiveEncoder)
    sums = builtin.encode_sums([TEXTS[0], TEXTS[3], f"{TEXTS[0]} {TEXTS[3]}"])
    assert np.allclose(sums[0] + sums[1], sums[2], atol=1e-3)


def test_the_shipped_model_finds_translations_across_spellings() -> None:
    russian = ["Пролетарии всех стран", "красная армия отступила", "цена хлеба выросла"]
    english = ["the workers of all countries", "the red army retreated", "the price of bread rose"]
    old = ["Пролетаріи всѣхъ странъ", "красная армія отступила", "цѣна хлѣба выросла"]
    builtin = load_encoder()
    scores = builtin.encode(english) @ builtin.encode(russian).T
    assert scores.argmax(axis=1).tolist() == [0, 1, 2]
    assert np.allclose(builtin.encode(old), builtin.encode(russian), atol=1e-6)


def test_the_shipped_model_keeps_its_promises() -> None:
    files = [file for file in MODEL_FOLDER.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) <= 40_000_000
    assert all(file.stat().st_mode & 0o044 == 0o044 for file in files), "readable by others"
    assert load_encoder().revision == content_revision(MODEL_FOLDER)
    card = (MODEL_FOLDER / "README.md").read_text(encoding="utf-8")
    assert load_encoder().revision in card


def test_the_builtin_encoder_is_ready_without_torch() -> None:
    code = (
        "import sys; from alignments.encoders import load_encoder; load_encoder().encode(['a']);"
        "sys.exit(bool({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_vectors_of_a_slow_model_are_kept(bert_folder: Path, tmp_path: Path) -> None:
    first = load_encoder(str(bert_folder), cache_file=tmp_path / "kept").encode(TEXTS)
    assert (tmp_path / "kept").exists()
    again = load_encoder(str(bert_folder), cache_file=tmp_path / "kept").encode(TEXTS)
    assert np.array_equal(first, again)


def test_a_model_in_the_hubs_cache_is_found_by_name(bert_folder: Path, empty_hub: Path) -> None:
    kept = empty_hub / "models--tiny--bert"
    (kept / "refs").mkdir(parents=True)
    (kept / "refs" / "main").write_text("c" * 40)
    (kept / "snapshots").mkdir()
    (kept / "snapshots" / ("c" * 40)).symlink_to(bert_folder)
    encoder = load_encoder("tiny/bert")
    assert (encoder.name, encoder.revision) == ("tiny/bert", "c" * 12)


@pytest.mark.parametrize("name", ["nobody/no-such-model", "no-such-model"])
@pytest.mark.usefixtures("empty_hub")
def test_a_missing_model_without_network_says_what_to_do(name: str) -> None:
    with pytest.raises(EncoderError, match=r"hf download .*copy FOLDER here.*--encoder builtin"):
        load_encoder(name)


@pytest.mark.usefixtures("empty_hub")
def test_the_network_is_asked_once_with_a_short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    def silent(self: object, repository: str, *, timeout: float) -> None:  # noqa: ARG001 - the hub's own signature
        asked.append(timeout)
        raise TimeoutError("no answer")

    monkeypatch.setattr("huggingface_hub.HfApi.model_info", silent)
    with pytest.raises(EncoderError, match="TimeoutError: no answer"):
        load_encoder("nobody/no-such-model")
    assert asked == [10.0]


@pytest.mark.usefixtures("empty_hub")
def test_a_name_that_cannot_be_one_is_refused() -> None:
    with pytest.raises(EncoderError, match="neither a folder nor a name"):
        load_encoder("a model/with blanks")


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="copy the whole folder of the model again"):
        load_encoder(str(tmp_path))
