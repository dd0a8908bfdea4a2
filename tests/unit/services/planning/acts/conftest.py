# SPDX-License-Identifier: Apache-2.0
"""An empty workspace for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import Office
from tests.support.offices import make_office
from tests.support.planning import make_project


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


@pytest.fixture
def project(office: Office) -> Id:
    return make_project(office)
