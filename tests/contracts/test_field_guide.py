# SPDX-License-Identifier: Apache-2.0
"""The field guide says what the catalogue says."""

from pathlib import Path

from portfolio_desktop.catalogue.guide import render
from portfolio_desktop.catalogue.records import CATALOGUE

GUIDE = Path(__file__).parents[2] / "docs" / "fields.md"


def test_that_the_field_guide_has_not_drifted_from_the_catalogue() -> None:
    assert GUIDE.read_text(encoding="utf-8") == render(CATALOGUE), (
        "write it again: python -m portfolio_desktop.catalogue.guide docs/fields.md"
    )


def test_that_every_field_is_in_the_guide() -> None:
    page = render(CATALOGUE)
    for entity in CATALOGUE.seen:
        for field in entity.fields:
            assert f"| `{field.name}` |" in page
