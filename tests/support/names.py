# SPDX-License-Identifier: Apache-2.0
"""Every name that a file or a share may hold: of registers, fields and items of lists. `python -m tests.support.names` adds
the new ones to what is on record, and takes none away."""

from collections.abc import Iterator
from pathlib import Path

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.confidential import CONFIDENTIAL
from portfolio_desktop.catalogue.records import CATALOGUE


def on_record() -> Path:
    """Where they are on record, one to a line."""
    return Path(__file__).parents[1] / "golden" / "names.txt"


def names() -> set[str]:
    """All that there are now; a field with its kind, since a value is read as what it was written."""
    return {*_of(CATALOGUE, ""), *_of(CONFIDENTIAL, "people file: ")}


def recorded() -> set[str]:
    """All that there ever were."""
    return set(on_record().read_text("utf-8").splitlines())


def _of(catalogue: Catalogue, where: str) -> Iterator[str]:
    for entity in catalogue.entities:
        yield f"{where}{entity.name}"
        for field in entity.fields:
            target = f" {field.target}" if field.target else f" {field.options}" if field.options else ""
            yield f"{where}{entity.name}.{field.name} {field.kind}{target}"
    for choices in catalogue.lists:
        for item in choices.items:
            yield f"{where}{choices.name} = {item.code}"


if __name__ == "__main__":
    there = recorded() if on_record().exists() else set()
    on_record().write_text("".join(f"{name}\n" for name in sorted(there | names())), "utf-8", newline="\n")
