from __future__ import annotations

import sys
from pathlib import Path

import pytest

from alignments.encoders import load_encoder
from alignments.errors import EncoderError


@pytest.mark.parametrize(
    "name", ["./nowhere", "/no/such/folder", "~/nowhere-at-all", "a/b/c", "C:\\models"]
)
def test_a_path_that_leads_nowhere_is_not_asked_of_the_hub(name: str) -> None:
    with pytest.raises(EncoderError, match="no such folder"):
        load_encoder(name)


def test_without_sentence_transformers_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderError, match=r"pip install .*workbench\[ml\]"):
        load_encoder("sentence-transformers/LaBSE")


@pytest.mark.parametrize("content", ["no JSON", "[1]", '[{"path": ""}]'])
def test_a_damaged_module_list_is_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text(content)
    with pytest.raises(EncoderError, match=r"modules\.json"):
        load_encoder(str(tmp_path))
