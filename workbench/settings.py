"""What the application can be told: where its data lie, where it listens.

Built only by the command line and by the factory of the server; everything else is handed one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

APPLICATION = "translation-alignment-workbench"


def default_data_folder() -> Path:
    """The folder where this system keeps a user's data, and in it one of our own.

    Linux and other Unixes: $XDG_DATA_HOME, else ~/.local/share; macOS: ~/Library/Application
    Support; Windows: %LOCALAPPDATA%.
    """
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / APPLICATION


class Settings(BaseSettings):
    """Settings by name, from a call or the environment (WORKBENCH_DATA, WORKBENCH_PORT ...)."""

    model_config = SettingsConfigDict(env_prefix="WORKBENCH_", frozen=True, extra="forbid")

    data: Path = Field(default_factory=default_data_folder)
    """The folder of the embedded database; made when it is not there."""

    database_url: str | None = None
    """A PostgreSQL server, postgresql://user:password@host/name; None = SQLite in `data`."""

    database_password_file: Path | None = None
    """A file that holds the database's password, for secrets of containers."""

    host: str = "127.0.0.1"
    port: int = Field(default=8765, ge=0, le=65535)

    password: SecretStr | None = None
    """One password for all who may use the server; needed when `host` is not this machine only."""

    password_file: Path | None = None
    """A file that holds the password, for secrets of containers; stronger than `password`."""

    allowed_hosts: str = ""
    """More names under which the server may be asked, with commas; this machine's are always in."""

    max_upload_mb: int = Field(default=64, ge=1, le=4096)
    """The largest request, in megabytes."""

    encoders: str = ""
    """With a password: encoders people may name besides the workbench's own; "*" is any."""

    @property
    def database_file(self) -> Path:
        """The SQLite file, used when no `database_url` is set."""
        return self.data / "workbench.sqlite3"
