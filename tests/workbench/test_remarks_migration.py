"""The step to second looks and comments, over data that was there before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, text

from workbench.database import migrate

BEFORE = "0001"
TO_0001 = """
INSERT INTO project (id, name, source_language, target_language, created_at)
    VALUES (1, 'Letters', 'ru', 'en', '2026-01-01 00:00:00');
INSERT INTO alignment (id, project_id, encoder, signature, source_size, target_size, head, tally,
    created_at) VALUES (1, 1, 'builtin', '', 1, 1, 0, '{}', '2026-01-01 00:00:00');
INSERT INTO bead (alignment_id, source_start, source_end, target_start, target_end, state,
    crossing, origin, version) SELECT 1, 0, 1, 0, 1, 'proposed', FALSE, 'machine', 1
    FROM (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) AS three;
DELETE FROM bead WHERE id > 1
"""
ANOTHER = """
INSERT INTO bead (alignment_id, source_start, source_end, target_start, target_end, state, crossing,
    origin, version, note) VALUES (1, 0, 1, 0, 1, 'second_look', FALSE, 'person', 1, 'why?')
"""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """A database at the first schema, with one bead left of three."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    else:
        url = request.getfixturevalue("empty_postgres")().replace("://", "+psycopg://")
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", "workbench:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE)
        for statement in TO_0001.split(";"):
            connection.execute(text(statement))
    return engine


def test_beads_are_kept_and_ids_are_never_given_again(old: Engine) -> None:
    migrate(old)
    with old.begin() as connection:
        connection.execute(text(ANOTHER))
        rows = connection.execute(text("SELECT id, state, note FROM bead ORDER BY id")).all()
        count = connection.execute(text("SELECT count(*) FROM comment")).scalar()
    assert ([tuple(row) for row in rows], count) == (
        [(1, "proposed", None), (4, "second_look", "why?")],
        0,
    )
    old.dispose()
