# SPDX-License-Identifier: Apache-2.0
"""An import that is killed while it is being written: the workspace opens again with all of it or with nothing of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from portfolio_desktop.services.office import open_office
from tests.support.imports import records
from tests.support.offices import add, faults, make_office

_CHILD = """
import sys
from pathlib import Path
from portfolio_desktop.services.office import open_office
from portfolio_desktop.exchange.imports import changes
from tests.support.imports import prepare, table_from
folder = Path(sys.argv[1])
lines = "".join(f"X{number},Project {number},Somebody {number % 50}\\n" for number in range(5000))
with open_office(folder / "office.portfolio", "Ann") as office:
    plan = prepare(office, table_from("Project ID,Project name,SRO\\n" + lines, folder), register="project")
    wanted = changes(office, plan)
    print("writing", flush=True)
    office.write(wanted)
    print("written", flush=True)
"""
_ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.2, 0.5, 30.0])
def test_that_a_killed_import_leaves_all_of_it_or_nothing(tmp_path: Path, seconds: float) -> None:
    with make_office(tmp_path) as office:
        add(office, "project", code="OLD", title="Here before")
    command = [sys.executable, "-c", _CHILD, str(tmp_path)]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "writing\n"
        try:
            child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
        said = child.stdout.read()
    with open_office(tmp_path / "office.portfolio", "Ann") as office:
        count = len(records(office, "project"))
        assert count == 5001 if "written" in said else count in (1, 5001)
        assert len(records(office, "person")) == (50 if count == 5001 else 0)
        assert faults(office) == []
