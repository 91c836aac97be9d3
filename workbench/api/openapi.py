"""The description of the interface, the same on every machine: what openapi.json holds."""

from __future__ import annotations

import json
from typing import Any

from fastapi.openapi.utils import get_openapi

from workbench.api.app import create_app
from workbench.api.problems import MEDIA_TYPE
from workbench.settings import Settings


def openapi_document() -> dict[str, Any]:
    """OpenAPI 3.1 of the interface, with every error as problem details; opens no database."""
    app = create_app(Settings(host="127.0.0.1", password=None, password_file=None))
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    for path in document["paths"].values():
        for operation in path.values():
            _use_problem_media_type(operation["responses"])
    return document


def document_text() -> str:
    """The content of openapi.json."""
    return json.dumps(openapi_document(), indent=2, ensure_ascii=False) + "\n"


def _use_problem_media_type(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        content = response.get("content", {})
        if not status.startswith("2") and content:
            _, shape = content.popitem()
            content[MEDIA_TYPE] = shape
