"""What all tests share. Kept light: a test that needs no database must not import one."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# A slow or shared machine must not fail a property; a run in CI tells how to repeat its example.
settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("thorough", parent=settings.get_profile("default"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
