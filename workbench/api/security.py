"""What stands between the network and the routes: who may ask, from where, and how much.

Without a password the server is meant for one person on one machine. It then answers only
requests that name a loopback host: a foreign page whose name was pointed at 127.0.0.1 (DNS
rebinding) names itself in `Host`, and gets nothing. With a password every request but the health
check needs it, by HTTP Basic; a browser sends it only to the address where it was typed.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import logging
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workbench.api.problems import ProblemError, problem

logger = logging.getLogger(__name__)

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
ACTOR_KEY = "workbench.actor"

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """Puts the security headers on every answer, and `no-store` where no other rule is set."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with a `send` that adds the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class UnexpectedErrors:
    """Answers 500 without a word about the inside; the traceback goes to the log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and answer for what nobody expected."""
        started = False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        except Exception:  # the last door: whatever it was, no traceback leaves
            if scope["type"] != "http" or started:
                # Half an answer cannot be taken back: the server must break the connection.
                raise
            logger.exception("unexpected error in %s %s", scope["method"], scope["path"])
            answer = problem(
                500,
                "unexpected",
                "The server met an error that it did not expect; nothing was changed. "
                "Its log says more.",
            )
            await answer(scope, receive, send)


class Guard:
    """Refuses requests under a wrong name, from a foreign page, or without the password."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        allowed_hosts: Collection[str],
        password: str | None,
        open_paths: Collection[str],
    ) -> None:
        self.app = app
        self.allowed_hosts = frozenset(h.casefold() for h in allowed_hosts)
        self.password = password
        self.open_paths = frozenset(open_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass; answer the rest."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            self._admit(scope, Headers(scope=scope))
        except ProblemError as refusal:
            answer = problem(refusal.status, refusal.code, refusal.detail, headers=refusal.headers)
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _admit(self, scope: Scope, headers: Headers) -> None:
        self._check_host(headers)
        if scope["method"] not in SAFE_METHODS:
            _check_origin(headers)
        if self.password is not None and scope["path"] not in self.open_paths:
            scope[ACTOR_KEY] = _check_password(headers, self.password)

    def _check_host(self, headers: Headers) -> None:
        if not self.allowed_hosts:
            return
        name = _host_name(headers.get("host", ""))
        if name not in self.allowed_hosts:
            raise ProblemError(
                421,
                "host-not-allowed",
                f"This server does not answer under the name {name!r}. Open it as "
                "http://127.0.0.1, or name the host in WORKBENCH_ALLOWED_HOSTS.",
            )


def _host_name(authority: str) -> str:
    try:
        return (urlsplit(f"//{authority}").hostname or "").casefold()
    except ValueError:
        return ""


def _check_origin(headers: Headers) -> None:
    """Refuse a write that another site's page sends; programs send neither header and may pass."""
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    if site is not None:
        foreign = site not in {"same-origin", "none"}
    else:
        foreign = origin is not None and urlsplit(origin).netloc != headers.get("host")
    if foreign:
        raise ProblemError(
            403, "foreign-page", "Changes are taken only from the workbench's own page."
        )


def _check_password(headers: Headers, password: str) -> str:
    """The user's name from HTTP Basic; any name will do, the password is shared."""
    scheme, _, encoded = headers.get("authorization", "").partition(" ")
    try:
        decoded = base64.b64decode(encoded, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        decoded = ""
    name, _, given = decoded.partition(":")
    # compare_digest takes as long for a wrong password as for the right one.
    same = hmac.compare_digest(given.encode(), password.encode())
    if scheme.casefold() != "basic" or not same or not name:
        raise ProblemError(
            401,
            "password-needed",
            "This server needs its shared password; the user name is the name your decisions "
            "are signed with.",
            headers={"WWW-Authenticate": 'Basic realm="workbench", charset="UTF-8"'},
        )
    return name


class BodyLimit:
    """Stops reading a request at `limit` bytes with 413 that says the limit."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a `receive` that counts."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isascii() and declared.isdigit() and int(declared) > self.limit:
            answer = problem(413, "too-large", self._words())
            await answer(scope, receive, send)
            return
        seen = 0

        async def receive_and_count() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit:
                # FastAPI passes on only its own kind of error from the reading of a body.
                raise HTTPException(413, self._words())
            return message

        await self.app(scope, receive_and_count, send)

    def _words(self) -> str:
        return (
            f"A request may hold {self.limit // 1_000_000} MB at most. Split the file into parts "
            "(chapters, say) and import each as a document."
        )
