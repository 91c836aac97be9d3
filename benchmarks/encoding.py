"""Segments a second that an encoder reads: `python -m benchmarks.encoding TEXT`.

TEXT holds one segment per line. The builtin encoder is measured twice: when all words are new to
it, and when it has met them. The transformer beside it has the sizes of MiniLM (6 or 12 layers of
384) and random weights, since its speed does not depend on what it has learned; it needs the `ml`
extra.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from alignments.encoders import BUILTIN, Encoder, load_encoder
from alignments.encoders.builtin import MODEL_FOLDER
from alignments.errors import AlignmentsError

WIDTH, HEADS, INNER, LONGEST = 384, 12, 1536, 512
TRANSFORMER_BATCH = 32


@dataclass(frozen=True)
class Speed:
    """Segments read in so many seconds of the clock, and of all processor cores together."""

    segments: int
    seconds: float
    processor_seconds: float

    @property
    def rate(self) -> float:
        """Segments a second of the clock."""
        return self.segments / self.seconds


def measure(encode: Callable[[Sequence[str]], object], segments: Sequence[str]) -> Speed:
    """One reading of the segments."""
    clock, processor = time.perf_counter(), time.process_time()
    encode(segments)
    return Speed(len(segments), time.perf_counter() - clock, time.process_time() - processor)


def minilm(layers: int) -> Callable[[Sequence[str]], Any]:
    """An untrained transformer of MiniLM's sizes that gives mean vectors of the segments.

    It reads the shipped tokenizer's tokens, padded to the longest of a batch, as
    sentence-transformers does, sorted by length.
    """
    import torch
    from transformers import BertConfig, BertModel

    tokenizer = Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    torch.manual_seed(1)
    sizes = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=WIDTH,
        num_hidden_layers=layers,
        num_attention_heads=HEADS,
        intermediate_size=INNER,
        max_position_embeddings=LONGEST,
    )
    model = BertModel(sizes).train(False)

    def encode(segments: Sequence[str]) -> list[Any]:
        longest_first = sorted(segments, key=len, reverse=True)
        vectors = []
        with torch.inference_mode():
            for start in range(0, len(segments), TRANSFORMER_BATCH):
                batch = tokenizer.encode_batch(longest_first[start : start + TRANSFORMER_BATCH])
                tokens = torch.tensor([encoding.ids for encoding in batch])
                mask = torch.tensor([encoding.attention_mask for encoding in batch])
                states = model(input_ids=tokens, attention_mask=mask).last_hidden_state
                vectors.append((states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))
        return vectors

    return encode


def read_segments(file: Path) -> list[str]:
    """The lines of the file that are not blank."""
    segments = [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
    if not segments:
        raise ValueError(f"{file}: holds no segments; give a text with one segment per line")
    return segments


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; the exit status is 1 after one line about a user's error."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.encoding", description=__doc__)
    parser.add_argument("text", type=Path, help="one segment per line")
    parser.add_argument("--encoder", default=BUILTIN, help="builtin, a name, or a folder")
    parser.add_argument("--repeat", type=int, default=5, help="readings; the fastest counts")
    parser.add_argument("--layers", type=int, nargs="*", default=[6], help="of the transformers")
    parser.add_argument(
        "--sample", type=int, default=300, help="segments the transformers read, evenly taken"
    )
    options = parser.parse_args(arguments)
    try:
        segments = read_segments(options.text)
        _report(segments, options)
    except (AlignmentsError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _report(segments: Sequence[str], options: argparse.Namespace) -> None:
    characters = sum(map(len, segments)) / len(segments)
    print(f"{len(segments):,} segments of {characters:.0f} characters on average")
    print(f"{'encoder':<28}{'segments/s':>12}{'per core second':>17}{'times':>8}")
    new = [measure(_fresh(options.encoder).encode, segments) for _ in range(options.repeat)]
    encoder = _fresh(options.encoder)
    encoder.encode(segments)
    known = [measure(encoder.encode, segments) for _ in range(options.repeat)]
    first = _fastest(new)
    name = f"{encoder.name}@{encoder.revision[:8]}"
    _print(f"{name}, words new", first, first)
    _print(f"{name}, words known", _fastest(known), first)
    sample = segments[:: max(1, len(segments) // options.sample)]
    for layers in options.layers:
        encode = minilm(layers)
        encode(sample[:TRANSFORMER_BATCH])  # what is done once is not counted
        _print(f"MiniLM-L{layers}, random weights", measure(encode, sample), first)


def _fresh(name: str) -> Encoder:
    encoder = load_encoder(name)
    encoder.encode(["."])
    return encoder


def _fastest(speeds: Sequence[Speed]) -> Speed:
    return max(speeds, key=lambda speed: speed.rate)


def _print(name: str, speed: Speed, first: Speed) -> None:
    per_core = speed.segments / speed.processor_seconds
    print(f"{name:<28}{speed.rate:>12,.0f}{per_core:>17,.0f}{first.rate / speed.rate:>8.1f}")


if __name__ == "__main__":
    sys.exit(main())
