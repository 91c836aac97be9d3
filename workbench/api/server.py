"""Running the application as a server, until somebody stops it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing, suppress
from types import FrameType

import uvicorn
from fastapi import FastAPI

from workbench.api.access import check_address, read_password
from workbench.api.app import create_app
from workbench.database import open_database
from workbench.errors import InputError
from workbench.services.aligning import LoadEncoder, cached_encoder
from workbench.settings import Settings

# A page that listens keeps a connection open: at the end it is told, and then cut off.
SECONDS_TO_FINISH = 3
MOST_CONNECTIONS = 256


class _Server(uvicorn.Server):
    """Says its address once it answers, and ends the event streams when it is told to stop."""

    def __init__(self, app: FastAPI, ready: Callable[[], object]) -> None:
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=SECONDS_TO_FINISH,
        )
        super().__init__(config)
        self._app = app
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Bind, start the application, and say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Remember the signal and let the event streams end."""
        self._app.state.stopping.set()
        super().handle_exit(sig, frame)


def run(
    settings: Settings,
    *,
    page: str = "/",
    announce: Callable[[str], object] = lambda _: None,
    load_encoder: LoadEncoder = cached_encoder,
) -> None:
    """Serve until a signal stops it; `announce` gets the address of `page` once it answers.

    Port 0 takes a free one. Raises InputError when the port is taken, or the address needs a
    password and there is none; DatabaseError when the data cannot be opened.
    """
    # What cannot be had is told here, in one line; inside the server it would be a traceback.
    with closing(_listen(settings)) as listening, closing(open_database(settings)) as database:
        app = create_app(settings, database=database, load_encoder=load_encoder)
        port = listening.getsockname()[1]
        server = _Server(app, lambda: announce(_address(settings.host, port, page)))
        with suppress(KeyboardInterrupt):  # the usual way to end it; by now all is done
            server.run(sockets=[listening])


def _listen(settings: Settings) -> socket.socket:
    check_address(settings.host, read_password(settings))
    bare = settings.host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((bare, settings.port))
    except OSError as error:
        listening.close()
        raise InputError(
            f"cannot serve on {settings.host}, port {settings.port}: {error.strerror}; "
            "choose another port (0 takes a free one), or stop what uses this one"
        ) from error
    return listening


def _address(host: str, port: int, page: str) -> str:
    shown = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host.strip("[]")
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}{page}"
