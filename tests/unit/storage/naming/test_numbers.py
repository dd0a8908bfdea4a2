# SPDX-License-Identifier: Apache-2.0
"""The numbers of codes, which SQLite works out and keeps: a new record waits for them."""

import pytest

from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.storage.naming.numbers import highest_number, number_of, numbers_between
from portfolio_desktop.storage.store import Store
from tests.support.workspaces import create, edit

RISK = CATALOGUE.entity("risk")


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("R-0015", 15),
        ("r-15", 15),
        ("R-0015·K7", 15),
        ("R-999999999", 999_999_999),
        ("R-1000000000", None),
        ("R-12a", None),
        ("R-2026-014", None),
        ("R-", None),
        ("R-·K7", None),
        ("R--3", None),
        ("R- 3", None),
        ("R-1e3", None),
        ("R-\N{FULLWIDTH DIGIT THREE}", None),
        ("RX-0007", None),
        ("I-0007", None),
        ("", None),
    ],
)
def test_that_a_number_is_read_out_of_a_code_of_our_form_alone(
    store: Store, code: str, number: int | None
) -> None:
    create(store, "risk", title="Silt", code=code or None)
    with store.reading() as connection:
        assert highest_number(connection, RISK) == (number or 0)
        assert numbers_between(connection, RISK, 0, 10**9) == ({number} if number else set())


def test_that_numbers_follow_what_becomes_of_a_code(store: Store) -> None:
    silt = create(store, "risk", title="Silt", code="R-0003")
    create(store, "risk", title="Sand", code="R-0150")
    edit(store, "risk", silt, code="R-0020")
    with store.reading() as connection:
        assert numbers_between(connection, RISK, 1, 100) == {20}
        assert highest_number(connection, RISK) == 150


@pytest.mark.parametrize(
    "statement",
    [
        f"SELECT max({number_of(RISK)}) FROM risk",
        f"SELECT 1 FROM risk WHERE {number_of(RISK)} BETWEEN 5 AND 9",
        "SELECT id FROM risk WHERE code = 'r-15' COLLATE NOCASE",
    ],
)
def test_that_no_register_is_gone_through_for_a_code(store: Store, statement: str) -> None:
    with store.reading() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
    assert [row[-1].split()[0] for row in plan] == ["SEARCH"], plan
