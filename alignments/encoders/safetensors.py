"""A reader of safetensors files into memory-mapped numpy arrays.

Format: https://huggingface.co/docs/safetensors - eight bytes with the length of a JSON header
(little-endian), the header (name -> dtype, shape, data_offsets), then the arrays' bytes.
"""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TYPES = {"F32": "<f4", "F16": "<f2", "F64": "<f8", "I8": "i1", "I32": "<i4", "I64": "<i8"}
_LENGTH_BYTES = 8


class TensorFileError(ValueError):
    """A file that is no safetensors file, or holds numbers of a type numpy does not know."""


def read_tensors(file: Path) -> dict[str, NDArray[Any]]:
    """All arrays of the file by name, read-only, mapped from disk.

    Raises TensorFileError for a malformed or shortened file, OSError when it cannot be opened.
    """
    with file.open("rb") as stream:
        start = stream.read(_LENGTH_BYTES)
        if len(start) < _LENGTH_BYTES:
            raise TensorFileError(f"{file.name} is too short to be a safetensors file")
        length = struct.unpack("<Q", start)[0]
        if length > file.stat().st_size - _LENGTH_BYTES:
            raise TensorFileError(f"{file.name} is no safetensors file, or was cut short")
        header = _parse(stream.read(length), file.name)
    data = np.memmap(file, np.uint8, "r", offset=_LENGTH_BYTES + length)
    return {name: _array(data, name, entry) for name, entry in header.items()}


def _parse(header: bytes, name: str) -> dict[str, dict[str, Any]]:
    try:
        entries = json.loads(header)
    except ValueError as error:
        raise TensorFileError(f"{name} has no readable header: {error}") from error
    if not isinstance(entries, dict):
        raise TensorFileError(f"{name} has no readable header: not an object")
    return {key: entry for key, entry in entries.items() if key != "__metadata__"}


def _array(data: NDArray[np.uint8], name: str, entry: dict[str, Any]) -> NDArray[Any]:
    try:
        kind, shape = entry["dtype"], tuple(map(int, entry["shape"]))
        start, stop = entry["data_offsets"]
        dtype = np.dtype(_TYPES[kind])
    except (KeyError, TypeError, ValueError) as error:
        raise TensorFileError(
            f"array {name!r} is of a type that is not read here ({error}); "
            f"save it as one of {', '.join(_TYPES)}"
        ) from error
    if stop > len(data) or stop - start != math.prod(shape) * dtype.itemsize:
        raise TensorFileError(f"array {name!r} does not fill its place: the file was cut short")
    return data[start:stop].view(dtype).reshape(shape)
