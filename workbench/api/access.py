"""Whom the settings let in: the address, the shared password, the names, the encoders."""

from __future__ import annotations

import ipaddress

from alignments.choosing import AUTO, BUILTIN, LEXICAL
from workbench.errors import InputError
from workbench.settings import Settings

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
SHORTEST_PASSWORD = 8


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens on `host`."""
    name = host.strip("[]").casefold()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def read_password(settings: Settings) -> str | None:
    """The shared password of the settings, from the file they name or as given; None for none.

    Raises InputError for a file that cannot be read and for a password that is too short.
    """
    given = settings.password.get_secret_value() if settings.password is not None else None
    if settings.password_file is not None:
        try:
            given = settings.password_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"cannot read the password file {settings.password_file}: {error}; "
                "name a text file in WORKBENCH_PASSWORD_FILE"
            ) from error
    if given is not None and len(given) < SHORTEST_PASSWORD:
        raise InputError(
            f"the shared password has {len(given)} characters; it needs {SHORTEST_PASSWORD} or more"
        )
    return given


def check_address(host: str, password: str | None) -> None:
    """Refuse to answer other machines without a password. Raises InputError."""
    if password is None and not is_loopback(host):
        raise InputError(
            f"the address {host} can be reached from other machines, and no password is set: set "
            "WORKBENCH_PASSWORD_FILE (or WORKBENCH_PASSWORD), or serve on 127.0.0.1"
        )


def allowed_encoders(settings: Settings) -> frozenset[str] | None:
    """The encoders people may name; None for any.

    Where several people share a server, none of them may let it load any folder or download any
    model.
    """
    named = {name.strip() for name in settings.encoders.split(",") if name.strip()}
    is_shared = settings.password is not None or settings.password_file is not None
    return frozenset({AUTO, BUILTIN, LEXICAL, *named}) if is_shared and "*" not in named else None


def allowed_hosts(settings: Settings, password: str | None) -> frozenset[str]:
    """The names under which the server answers; empty stands for all.

    With a password every name will do: a foreign page under a borrowed name has no password.
    """
    named = frozenset(name.strip() for name in settings.allowed_hosts.split(",") if name.strip())
    if password is not None and not named:
        return frozenset()
    return LOOPBACK_NAMES | named | {settings.host.strip("[]")}
