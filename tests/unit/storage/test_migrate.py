# SPDX-License-Identifier: Apache-2.0
"""The log's own form: migrations lead to it, older files are backed up first, and a failure changes nothing."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.paths import shipped
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.storage.backup import backups, verify
from portfolio_desktop.storage.migrate import bring_up_to_date
from portfolio_desktop.storage.schema import FORMAT
from tests.support.schema import schema_of, schema_text
from tests.support.workspaces import create, dump, findings, new_store, reopened, tamper

NEXT = """
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("ALTER TABLE stream ADD COLUMN laptop TEXT")
    op.execute("UPDATE stream SET laptop = 'mine'")
"""
FAILING = NEXT + '    op.execute("ALTER TABLE absent ADD COLUMN nothing TEXT")\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "office.portfolio"
    with new_store(path) as store:
        create(store, "project", title="Harbour")
    return path


def scripts(tmp_path: Path, body: str) -> Path:
    folder = tmp_path / "100% scripts"
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "versions/0001_the_log.py"):
        (folder / name).write_bytes(shipped("db", "migrations", name).read_bytes())
    (folder / "versions" / "0002_next.py").write_text(body)
    return folder


def column_names(path: Path, table: str) -> list[str]:
    connection = driver.connect(str(path))
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    connection.close()
    return names


def test_that_migrations_from_nothing_lead_to_what_a_new_workspace_has(tmp_path: Path) -> None:
    migrated, made = tmp_path / "migrated.portfolio", tmp_path / "made.portfolio"
    connection = driver.connect(str(migrated))
    connection.execute("PRAGMA application_id = 0x50446B31")
    connection.close()
    bring_up_to_date(migrated)
    new_store(made, Catalogue((), ())).close()
    assert schema_of(migrated) == schema_of(made)


def test_that_an_older_file_is_backed_up_and_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    backup = bring_up_to_date(path, scripts=scripts(tmp_path, NEXT), target=2)
    assert "laptop" in column_names(path, "stream")
    assert backups(path) == [backup]
    verify(backup.path)
    assert "laptop" not in column_names(backup.path, "stream")
    tamper(path, f"PRAGMA user_version = {FORMAT}", "UPDATE meta SET value = value")
    with reopened(path) as store:
        assert findings(store) == []
        assert "Harbour" in dump(store)


def test_that_a_migration_that_fails_leaves_the_file_as_it_was(path: Path, tmp_path: Path) -> None:
    before = schema_of(path)
    with pytest.raises(Trouble, match="It is as it was, and a copy is at"):
        bring_up_to_date(path, scripts=scripts(tmp_path, FAILING), target=2)
    assert schema_of(path) == before
    with reopened(path) as store:
        assert findings(store) == []
        assert "Harbour" in dump(store)


def test_that_the_shape_of_a_workspace_is_the_one_on_record() -> None:
    """After a change on purpose: `python -m tests.support.schema`."""
    assert shipped("db", "schema.sql").read_text(encoding="utf-8") == schema_text()
