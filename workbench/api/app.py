"""The server's application, put together from its parts; nothing is opened before it starts."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

import workbench
from workbench.api import access, errors, page, security
from workbench.api.deps import Workbench
from workbench.api.routes import (
    alignments,
    comments,
    corrections,
    documents,
    exports,
    figures,
    findings,
    health,
    history,
    jobs,
    operations,
    presence,
    projects,
    realignments,
    revisions,
    search,
    term_bases,
    terms,
)
from workbench.api.schemas import Problem, ValidationProblem
from workbench.database import Database, open_database
from workbench.jobs import Worker
from workbench.listeners import Listeners
from workbench.presence import Presence
from workbench.services import aligning, checking, revising, searching
from workbench.services.proposing_terms import Proposer
from workbench.services.realigning import Realignments
from workbench.services.seeing_terms import Terms
from workbench.settings import Settings

PREFIX = "/api/v1"
ROUTES = (
    health,
    projects,
    documents,
    corrections,
    jobs,
    alignments,
    operations,
    history,
    comments,
    realignments,
    revisions,
    figures,
    exports,
    search,
    findings,
    term_bases,
    terms,
    presence,
)
DESCRIPTION = "Align translations with their originals, review the beads, export TMX."


def create_app(
    settings: Settings,
    *,
    database: Database | None = None,
    load_encoder: aligning.LoadEncoder = aligning.cached_encoder,
    static: Path = page.STATIC,
) -> FastAPI:
    """The whole server: interface, page, security.

    An open `database` is used and left open; without one, that of the settings is opened when the
    server starts and closed when it ends.
    `load_encoder` gives an encoder by name, in the worker, when a job first needs it. Raises
    InputError when the settings would let strangers in.
    """
    password = access.read_password(settings)
    access.check_address(settings.host, password)
    app = FastAPI(
        title="Translation-alignment workbench",
        version=workbench.__version__,
        description=DESCRIPTION,
        generate_unique_id_function=_operation_id,
        openapi_url=None,  # the description is a file, openapi.json
        lifespan=_lifespan(settings, database, load_encoder),
    )
    app.state.stopping = threading.Event()
    app.include_router(_interface())
    errors.install(app)
    page.mount(app, static)
    _protect(app, settings, password)
    return app


def _operation_id(route: APIRoute) -> str:
    """The function's name: stable, and the name of the client's function."""
    return route.name


def _interface() -> APIRouter:
    interface = APIRouter(
        prefix=PREFIX,
        responses={
            422: {"model": ValidationProblem, "description": "The request does not fit"},
            "default": {"model": Problem, "description": "What went wrong"},
        },
    )
    for part in ROUTES:
        interface.include_router(part.router)
    return interface


def _protect(app: FastAPI, settings: Settings, password: str | None) -> None:
    # The last one added is the outermost: every answer gets the headers, those of errors too.
    app.add_middleware(security.BodyLimit, limit=settings.max_upload_mb * 1_000_000)
    app.add_middleware(
        security.Guard,
        allowed_hosts=access.allowed_hosts(settings, password),
        password=password,
        open_paths={f"{PREFIX}/health"},
    )
    app.add_middleware(security.UnexpectedErrors)
    app.add_middleware(security.SecurityHeaders)


def _lifespan(
    settings: Settings, given: Database | None, load_encoder: aligning.LoadEncoder
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        database = given or open_database(settings)
        handlers = {
            aligning.ALIGN: aligning.align_job(database, load_encoder),
            searching.INDEX: searching.index_job(database),
            revising.REVISE: revising.revise_job(database, load_encoder),
        }
        worker = Worker(database, handlers)
        terms = Terms(database)
        app.state.workbench = Workbench(
            settings=settings,
            database=database,
            worker=worker,
            reviews=Listeners(),
            presence=Presence(),
            realignments=Realignments(database, load_encoder),
            checker=checking.Checker(database, terms=terms),
            terms=terms,
            proposer=Proposer(database),
            stopping=app.state.stopping,
            allowed_encoders=access.allowed_encoders(settings),
        )
        worker.start()
        try:
            yield
        finally:
            worker.stop()
            app.state.workbench.checker.wait()
            app.state.workbench.proposer.wait()
            if given is None:
                database.close()

    return lifespan
