# SPDX-License-Identifier: Apache-2.0
"""What a person may say about a pack on the command line, and what is refused."""

from pathlib import Path

import pypdfium2
import pytest

from tests.support.commands import done, refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workspace with two programmes of one project each."""
    path = tmp_path / "office.portfolio"
    done("new", path)
    for code, title in (("PG-1", "Places"), ("PG-2", "Digital")):
        done("add", path, "programmes", f"code={code}", f"title={title}")
        done("add", path, "projects", f"code=P-{title}", f"title=The {title} project", f"programme_id={code}")
    return path


def words(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_that_a_pack_can_be_of_some_programmes_only(file: Path, tmp_path: Path) -> None:
    done("pack", file, tmp_path / "some.pdf", "--programmes", "PG-1", "--judgement", "All is well.")
    said = words(tmp_path / "some.pdf")
    assert "The Places project" in said
    assert "The Digital project" not in said
    assert "All is well." in said
    assert "not one of the programmes" in refused(
        "pack", file, tmp_path / "x.pdf", "--programmes", "P-Places"
    )


def test_that_since_chooses_the_pack_to_compare_with(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "pack.pdf"
    done("pack", file, target, "--date", "2026-03-31", "--issue")
    done("set", file, "P-Places", "title=Renamed")
    done("pack", file, target, "--date", "2026-06-30", "--issue")
    done("pack", file, target, "--date", "2026-09-30")
    assert "Nothing changed since the pack before" in words(target)
    done("pack", file, target, "--date", "2026-09-30", "--since", "2026-04-30")
    assert "Projects that were renamed (1)" in words(target)
    assert "31 Dec 2025" in refused("pack", file, target, "--since", "2025-12-31")


def test_that_every_project_or_none_gets_a_page_when_asked(file: Path, tmp_path: Path) -> None:
    for rule, pages in (("all", True), ("none", False)):
        done("pack", file, tmp_path / "pack.pdf", "--one-pagers", rule)
        assert ("Project reports" in words(tmp_path / "pack.pdf")) is pages


def test_that_printing_again_cannot_issue(file: Path, tmp_path: Path) -> None:
    done("pack", file, tmp_path / "pack.pdf", "--issue")
    assert "--again" in refused("pack", file, tmp_path / "pack.pdf", "--again", "PK-0001", "--issue")


def test_that_ratings_are_asked_about_only_for_the_office(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "pack.pdf"
    done("pack", file, target)
    assert "Ratings to challenge" not in words(target)
    done("pack", file, target, "--challenge")
    assert "Ratings to challenge" in words(target)
