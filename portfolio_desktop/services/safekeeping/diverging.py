# SPDX-License-Identifier: Apache-2.0
"""What is done where two laptops know the same changes and show different records: both texts are kept, and the registers
are made anew from the history."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.mending.anew import text_of_rows


class Healed(NamedTuple):
    """How many records did not show what the history says, and the folder with what the registers showed before and after."""

    records: int
    kept: Path


def heal(office: Office) -> Healed:
    """Make the registers anew, with their text from before and after kept for whoever looks into it."""
    stamp = f"{datetime.now().astimezone():%Y-%m-%d_%H%M%S}"
    folder = laptop_folder("divergences", f"{office.path.stem}_{stamp}")
    write_whole(folder / "before.json", text_of_rows(office.store).encode(), private=True)
    changed = office.mend()
    write_whole(folder / "after.json", text_of_rows(office.store).encode(), private=True)
    return Healed(len(changed), folder)
