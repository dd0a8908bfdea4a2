# SPDX-License-Identifier: Apache-2.0
"""Damaged files: a refusal or a table, never anything else. The seed is fixed, so that a failure comes again."""

import random
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.exchange.tables import extract, guess_column, guess_layout, open_source, read_cell
from tests.support.books import ods_row, write_ods, write_xls, write_xlsx

ROWS = [
    ["Code", "Name", "Start", "Cost (£m)"],
    *([f"P{n}", "Road – Tŷ", "01/04/2024", f"£{n}.5"] for n in range(30)),
]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The data with a few bytes changed, taken out, doubled or cut off."""
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(spoiled))
        match chance.randrange(5):
            case 0:
                spoiled[place] = chance.randrange(256)
            case 1:
                del spoiled[place : place + chance.randrange(1, 40)]
            case 2:
                spoiled[place:place] = spoiled[place : place + chance.randrange(1, 40)]
            case 3:
                spoiled[place] ^= 1 << chance.randrange(8)
            case _:
                del spoiled[max(place, 1) :]
        if not spoiled:
            break
    return bytes(spoiled)


def survive(path: Path) -> bool:
    """Whether the file came in as a table; anything but a Refusal is raised on."""
    try:
        source = open_source(path)
    except Refusal:
        return False
    for sheet in source.sheets:
        table = extract(sheet.grid, guess_layout(sheet.grid))
        for column in table.columns:
            cells = table.cells(column)
            reading = guess_column(column.name, cells).reading
            for cell in cells:
                read_cell(cell, reading)
    return True


@pytest.mark.parametrize(("form", "times"), [("csv", 400), ("xlsx", 60), ("ods", 30), ("xls", 30)])
def test_that_a_damaged_file_is_a_table_or_a_refusal(tmp_path: Path, form: str, times: int) -> None:
    whole = tmp_path / f"whole.{form}"
    if form == "csv":
        whole.write_bytes("\r\n".join(",".join(row) for row in ROWS).encode("cp1252", "replace"))
    elif form == "xlsx":
        write_xlsx(whole, ROWS)
    elif form == "ods":
        write_ods(whole, "".join(ods_row(*row) for row in ROWS))
    else:
        write_xls(whole, ROWS)
    data = whole.read_bytes()
    chance = random.Random(20240331)
    path = tmp_path / f"damaged.{form}"
    for _ in range(times):
        path.write_bytes(mutated(data, chance))
        survive(path)
    path.write_bytes(data)
    assert survive(path)
