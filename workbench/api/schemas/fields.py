"""What the shapes are made of: numbers and texts with their limits, and the two bases."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

LARGEST_ID = 2**63 - 1


def _clean(text: str) -> str:
    if "\0" in text:
        raise ValueError("the character NUL (U+0000) cannot be stored: remove it")
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError("half of a surrogate pair is not a character: remove it")
    return text


def _named(text: str) -> str:
    stripped = " ".join(text.split())
    if not stripped:
        raise ValueError("a name needs at least one visible character")
    return stripped


# The limit is left out of the description: JSON Schema would round it to a float.
RowId = Annotated[
    int, Field(ge=1, le=LARGEST_ID), WithJsonSchema({"type": "integer", "minimum": 1})
]


Count = Annotated[
    int, Field(ge=0, le=LARGEST_ID), WithJsonSchema({"type": "integer", "minimum": 0})
]


Text = Annotated[str, AfterValidator(_clean)]


Name = Annotated[
    str, Field(min_length=1, max_length=200), AfterValidator(_clean), AfterValidator(_named)
]


LanguageTag = Annotated[
    str, Field(max_length=35, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", examples=["ru"])
]


EncoderName = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_clean)]


class Shape(BaseModel):
    """Base of all that comes in: unknown fields are refused, so that a typing error is seen."""

    model_config = ConfigDict(extra="forbid")


class Public(BaseModel):
    """Base of all that goes out."""

    # A default in an answer is still always there: the page's client may rely on it.
    model_config = ConfigDict(
        from_attributes=True, json_schema_serialization_defaults_required=True
    )
