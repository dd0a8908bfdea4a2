# SPDX-License-Identifier: Apache-2.0
"""What others did comes in a little at a time, and what belongs together stays together."""

import pytest

from portfolio_desktop.storage.edits import CREATED, HEADER, seal
from portfolio_desktop.storage.travel.edits import Sent, Stretch
from portfolio_desktop.sync.ledger import portions


def act(name: str, size: int) -> list[Sent]:
    """A change set of so many edits, the one that opens it among them."""
    text = '{"author": "Bob", "label": "Change", "why": "edit"}'
    sealed = seal(b"salt", text.encode())
    opening = Sent(1, name, HEADER, name, CREATED, b"", sealed, b"salt", text)
    return [
        opening,
        *(opening._replace(entity="risk", record=f"{n}", field="title") for n in range(size - 1)),
    ]


@pytest.mark.parametrize(
    ("sizes", "cut"),
    [
        ((30, 30, 30, 30), [90, 30]),  # where the last of them ends
        ((150, 40, 20), [150, 60]),  # more than at once, and still whole
        ((60, 150), [60, 150]),
        ((350, 60), [100, 100, 100, 50, 60]),  # an import, bit by bit
    ],
)
def test_that_nobody_sees_half_of_what_somebody_did(sizes: tuple[int, ...], cut: list[int]) -> None:
    edits = tuple(edit for n, size in enumerate(sizes) for edit in act(f"set {n}", size))
    parts = list(portions(Stretch("0123456789abcdef", 1, b"", edits), 100))
    assert [len(part.edits) for part in parts] == cut
    assert tuple(edit for part in parts for edit in part.edits) == edits
