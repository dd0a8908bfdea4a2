# SPDX-License-Identifier: Apache-2.0
"""Timelines on paper by command: the whole, what is critical, and the path to one date."""

from argparse import ArgumentTypeError
from pathlib import Path

import pypdfium2
import pytest

from portfolio_desktop.cli.arguments import pages
from tests.support.commands import done, refused
from tests.support.offices import make_office
from tests.support.two_projects import two_projects


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with make_office(tmp_path) as office:
        two_projects(office)
    return tmp_path / "office.portfolio"


def words(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_that_a_timeline_is_printed_as_every_kind_of_file(file: Path, tmp_path: Path) -> None:
    for kind, begin in (("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<")):
        target = tmp_path / f"plan.{kind}"
        assert done("print-timeline", file, target, "--columns", "title,slip").out.strip() == str(target)
        assert target.read_bytes().startswith(begin)
    assert ".pdf, .png or .svg" in refused("print-timeline", file, tmp_path / "plan.doc")
    assert "no column “size”" in refused("print-timeline", file, tmp_path / "x.pdf", "--columns", "size")


def test_that_the_path_to_a_date_is_one_page_over_both_projects(file: Path, tmp_path: Path) -> None:
    done("print-timeline", file, tmp_path / "path.pdf", "--to", "P-0002", "--down", "1", "--group", "none")
    said = words(tmp_path / "path.pdf")
    assert "What leads to Road" in said
    assert all(title in said for title in ("Dig", "Build the quay", "Pave", "Road open"))
    assert "Page 1 of 1" in said
    assert "neither a project nor a task" in refused(
        "print-timeline", file, tmp_path / "x.pdf", "--to", "DP-0001"
    )


def test_that_only_what_is_critical_is_printed(file: Path, tmp_path: Path) -> None:
    done("print-timeline", file, tmp_path / "critical.pdf", "--critical", "--marking", "OFFICIAL")
    said = words(tmp_path / "critical.pdf")
    assert "the critical path" in said
    assert "Build the quay" in said
    assert "Pave" not in said
    assert said.count("OFFICIAL") == 2


def test_that_nothing_to_print_is_said(tmp_path: Path) -> None:
    done("new", tmp_path / "empty.portfolio")
    assert "nothing to print" in refused("print-timeline", tmp_path / "empty.portfolio", tmp_path / "x.pdf")


def test_that_a_pack_leaves_plans_out_when_asked(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "pack.pdf"
    done("pack", file, target)
    assert "What holds it" in words(target)
    done("pack", file, target, "--plans", "none")
    assert "What holds it" not in words(target)
    assert "comes too late" in words(target) or "outdated" in words(target)


def test_that_what_cannot_be_printed_is_refused_before_anything_is_written(
    file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "x.pdf"
    backwards = refused("print-timeline", file, target, "--from", "2027-05-01", "--until", "2026-01-01")
    assert "--until lies before --from" in backwards
    assert "no baseline “Agreed”" in refused("print-timeline", file, target, "--baseline", "Agreed")
    assert not target.exists()
    done("baseline", "take", file, "Agreed", "P-0001")
    done("print-timeline", file, target, "--baseline", "agreed")
    assert "against Agreed" in words(target)


@pytest.mark.parametrize("count", ["-1", "0", "1000", "many"])
def test_that_a_number_of_pages_is_one_that_there_can_be(count: str) -> None:
    with pytest.raises(ArgumentTypeError, match="from 1 to 100"):
        pages(count)
