"""Whether the server answers."""

from __future__ import annotations

from fastapi import APIRouter

import workbench
from workbench.api.schemas import Health

router = APIRouter(tags=["health"])


@router.get("/health")
def read_health() -> Health:
    """Say that the server answers; needs no password, so that a container can be watched."""
    return Health(status="ok", version=workbench.__version__)
