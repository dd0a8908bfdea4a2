# SPDX-License-Identifier: Apache-2.0
"""A workspace of which bytes are changed behind the program's back: whatever is asked of it ends in an answer or in a sentence.

The workspace is the same each time, byte for byte; every second time the damage is in its first pages alone, where the file
describes itself. `python -m tests.property.breaking.spoilt 1000 [--first 1]` spoils so many.
"""

import argparse
import os
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path
from shutil import copyfile
from unittest.mock import patch

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.store import create_store
from tests.support.commands import command
from tests.support.workspaces import surroundings

BYTES, _FIRST_PAGES = 30, 12 * 4096
ASKED = (
    ("check",),
    ("list", "projects"),
    ("log",),
    ("find", "Silt"),
    ("show", "P-0001"),
    ("quality",),
    ("add", "projects", "title=Pier"),
    ("set", "P-0001", "title=New"),
    ("undo",),
    ("check", "--mend"),
    ("check", "--rebuild"),
    ("list", "projects"),
)


def make(file: Path) -> None:
    """A small workspace, always the same."""
    with Office(create_store(file, CATALOGUE, surroundings())) as office:
        for entity, title in (("project", "Harbour"), ("project", "Quay"), ("risk", "Silt")):
            office.write(records.create(office, entity, {"title": title}))


def spoil(file: Path, seed: int) -> None:
    """Change some bytes, by chance."""
    content, chance = bytearray(file.read_bytes()), random.Random(seed)
    reach = len(content) if seed % 2 else min(len(content), _FIRST_PAGES)
    for _time in range(BYTES):
        content[chance.randrange(reach)] = chance.randrange(256)
    file.write_bytes(content)


def wrong(file: Path) -> list[str]:
    """What of all that is asked of the file ended otherwise than it may."""
    found = []
    for verb, *words in ASKED:
        try:
            answer = command(verb, file, *words)
        except Exception as error:  # noqa: BLE001 - what must not happen, whatever it is
            where = traceback.extract_tb(error.__traceback__)[-1]
            found.append(f"{verb}: {type(error).__name__}: {error} ({where.filename}:{where.lineno})")
        else:
            if answer.status not in (0, 1) or "Traceback" in answer.err:
                found.append(f"{verb}: {answer.err}")
    return found


def main(count: int, first: int) -> int:
    """Spoil so many, and tell of each that ended wrongly."""
    began, failed = time.perf_counter(), 0
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, {HOME_VARIABLE: f"{folder}/own"}):
        whole = Path(folder) / "whole.portfolio"
        make(whole)
        for seed in range(first, first + count):
            file = Path(folder) / f"{seed}.portfolio"
            spoil(copyfile(whole, file), seed)
            found = wrong(file)
            failed += bool(found)
            sys.stdout.writelines(f"{seed}: {words}\n" for words in found)
            sys.stdout.flush()
            for left in file.parent.glob(f"{seed}*"):
                left.unlink()
    sys.stdout.write(f"{count} spoilt, {failed} ended wrongly, {time.perf_counter() - began:.0f} s\n")
    return bool(failed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=1)
    told = parser.parse_args()
    sys.exit(main(told.count, told.first))
