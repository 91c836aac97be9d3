from __future__ import annotations

import pytest

from alignments.choosing import AUTO, BUILTIN_LANGUAGES, choose_encoder
from alignments.encoders import load_encoder


@pytest.mark.parametrize(
    ("asked", "languages", "name", "reason"),
    [
        (AUTO, ("ru", "en"), "builtin", "it knows ru and en"),
        (AUTO, ("en-GB", "ru_petr1708"), "builtin", "it knows en-GB and ru_petr1708"),
        (AUTO, ("de", "fr"), "lexical", "the builtin model does not know de and fr"),
        (AUTO, ("en", "is"), "lexical", "the builtin model does not know is"),
        (AUTO, ("und", "en"), "lexical", "the builtin model does not know und"),
        (AUTO, ("de", "de"), "lexical", "the builtin model does not know de"),
        ("builtin", ("de", "fr"), "builtin", "as asked"),
        ("lexical", ("en", "ru"), "lexical", "as asked"),
        ("sentence-transformers/LaBSE", ("de", "fr"), "sentence-transformers/LaBSE", "as asked"),
    ],
)
def test_the_languages_choose_unless_somebody_does(
    asked: str, languages: tuple[str, str], name: str, reason: str
) -> None:
    choice = choose_encoder(asked, *languages)
    assert (choice.name, choice.reason) == (name, reason)


def test_what_the_builtin_model_is_said_to_know_is_what_it_knows() -> None:
    assert load_encoder("builtin").languages == BUILTIN_LANGUAGES
