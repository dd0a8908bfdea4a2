# SPDX-License-Identifier: Apache-2.0
"""The same small plan as it was written before: a change to a file that others open is never an accident.

To accept a change: delete the file under tests/golden/plans and run this once.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from portfolio_desktop.exchange.plans.mspdi.writing import write_mspdi
from portfolio_desktop.exchange.plans.plan_file import PlanFile, Written
from portfolio_desktop.exchange.plans.sheet.writing import write_csv
from portfolio_desktop.exchange.plans.xer.writing import write_xer
from tests.support.plan_files import sample_plan

FOLDER = Path(__file__).parents[3] / "golden" / "plans"


@pytest.mark.parametrize(
    ("name", "write"), [("library.xml", write_mspdi), ("library.xer", write_xer), ("library.csv", write_csv)]
)
def test_that_a_plan_is_written_as_it_was_before(name: str, write: Callable[[PlanFile], Written]) -> None:
    written = write(sample_plan()).data.replace(b"><", b">\n<").replace(b"\r\n", b"\n")
    kept = FOLDER / name
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(written)
        pytest.fail(f"{name} was not kept; it is now")
    assert written.decode() == kept.read_text("utf-8")
