# SPDX-License-Identifier: Apache-2.0
"""Two laptops keep the same column as a field of their own while apart, as both do who import one file."""

from pathlib import Path

import pytest

from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.services import history
from portfolio_desktop.services.office import Office
from tests.support.laptops import carry, laptops
from tests.support.offices import add
from tests.support.workspaces import TODAY

VALUES: dict[str, Value] = {"text": "soft", "number": 4, "date": TODAY}


@pytest.mark.parametrize("theirs", VALUES)
@pytest.mark.parametrize("ours", VALUES)
def test_that_a_field_of_one_name_from_two_laptops_is_one_field_and_both_go_on(
    tmp_path: Path, ours: str, theirs: str
) -> None:
    stores = laptops(tmp_path, 2)
    for store, kind in zip(stores, (ours, theirs), strict=True):
        office = Office(store, lambda: TODAY)
        add(office, "own_field", entity="project", name="own_depth", label="Depth", kind=kind)
        add(office, "project", title=f"Harbour {store.path.stem}", own_depth=VALUES[kind])
    carry(stores[0], stores[1])
    carry(stores[1], stores[0])
    shown = []
    for store in stores:
        office = Office(store, lambda: TODAY)
        with office.reading() as reader:
            entity = office.catalogue.entity("project")
            shown.append({each["title"]: each["own_depth"] for each in reader.all(entity)})
        assert len(history.of_workspace(office)) > 3
        add(office, "project", title=f"After {store.path.stem}", own_depth=None)
        office.close()
    assert shown[0] == shown[1]
    assert len(shown[0]) == 2
    if ours == theirs:
        assert set(shown[0].values()) == {VALUES[ours]}
