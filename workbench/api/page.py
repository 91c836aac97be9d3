"""The page: the files that the build put into workbench/static, or words on how to build them."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).resolve().parent.parent / "static"
BUILD_COMMAND = "python build_ui.py"
IMMUTABLE = "public, max-age=31536000, immutable"


class PageFiles(StaticFiles):
    """Built files; those under assets/ carry a hash in their name and never change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at `path`, with how long a browser may keep it."""
        answer = await super().get_response(path, scope)
        hashed = Path(path).parts[:1] == ("assets",) and answer.status_code < 400
        answer.headers["Cache-Control"] = IMMUTABLE if hashed else "no-cache"
        return answer


def mount(app: FastAPI, folder: Path) -> None:
    """Serve the page at /; to be called after every other route is there."""
    if (folder / "index.html").is_file():
        app.mount("/", PageFiles(directory=folder, html=True), name="page")
    else:
        app.add_route("/", _not_built, include_in_schema=False)


async def _not_built(_: object) -> Response:
    return PlainTextResponse(
        "The workbench's server is running, but its page is not built.\n"
        f"Build it, in the folder of the project, with:\n\n    {BUILD_COMMAND}\n\n"
        "and start the server again. The interface for programs answers under /api/v1.\n",
        status_code=503,
    )
