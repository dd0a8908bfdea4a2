# SPDX-License-Identifier: Apache-2.0
"""Work packages by command: the whole way from offer to acceptance, who fits, and a team's measures as PDF."""

from pathlib import Path

import pytest

from portfolio_desktop.services.office import new_office
from tests.support.commands import command, done, refused
from tests.support.handing import Handing


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "work.portfolio"
    with new_office(path, "Ruth Calloway") as office:
        handing = Handing(office)
        handing.need(handing.package(), "Testing", 3)
    return path


def test_that_a_package_is_handed_over_and_taken_back_in(file: Path) -> None:
    assert done("packages", file, "offer", "WP-0001", "--to", "Ann Lee").out == "Offer WP-0001\n"
    done("packages", file, "accept", "WP-0001", "--terms", "With a data set")
    done("packages", file, "begin", "WP-0001")
    done("packages", file, "block", "WP-0001", "No data", "--support", "A copy", "--of", "Cai Huw")
    done("packages", file, "clear", "WP-0001", "Copied")
    done("packages", file, "deliver", "WP-0001", "Report 7")
    assert "criterion from 1 to 2" in refused("packages", file, "take", "WP-0001", "3=met")
    assert "The report is signed" in refused("packages", file, "take", "WP-0001", "1=met")
    done(
        "packages",
        file,
        "take",
        "WP-0001",
        "1=met",
        "2=part",
        "--why",
        "Signed next week",
        "--feedback",
        "Clear and early",
    )
    shown = done("packages", file, "show", "WP-0001").out
    assert "Status: Accepted as complete" in shown
    assert "2. The report is signed: Met in part" in shown
    assert "Clear and early" in shown
    assert "What can be done now: close" in shown


def test_that_an_act_out_of_turn_is_refused_in_one_line(file: Path) -> None:
    assert "WP-0001 is draft" in refused("packages", file, "deliver", "WP-0001", "Report")
    assert "is no work package" in refused("packages", file, "begin", "P-0001")


def test_that_who_fits_comes_with_reasons(file: Path) -> None:
    out = done("packages", file, "fits", "WP-0001").out
    assert "WP-0001 Test the booking service needs Testing: Practitioner and above; 10 days." in out
    assert out.index("Ann Lee") < out.index("Ben Okri")
    answer = done("packages", file, "fits", "WP-0001", "--json").json
    assert (answer[0]["person"], answer[0]["able"], answer[0]["has_time"]) == ("Ann Lee", True, True)


def test_that_open_packages_are_listed_and_those_that_are_over_on_demand(file: Path) -> None:
    done("packages", file, "close", "WP-0001", "--reason", "Not needed")
    assert done("packages", file, "list").out == "No work package is open.\n"
    assert "WP-0001" in done("packages", file, "list", "--all").out


def test_that_measures_are_printed_and_written_as_pdf(file: Path, tmp_path: Path) -> None:
    out = done("packages", file, "measures", "--team", "Quality").out
    assert "Delivered by the day they were due: nothing to count" in out
    target = tmp_path / "measures.pdf"
    done("packages", file, "measures", target)
    assert target.read_bytes().startswith(b"%PDF-")
    assert "is no PDF" in refused("packages", file, "measures", tmp_path / "measures.txt")


def test_that_a_period_that_cannot_be_read_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command("packages", file, "measures", "--period", "last month")
    assert "is not a period such as" in capsys.readouterr().err


def test_that_what_is_delegated_is_told_by_person_and_a_package_goes_to_paper(
    file: Path, tmp_path: Path
) -> None:
    done("packages", file, "offer", "WP-0001", "--to", "Ann Lee")
    done("packages", file, "block", "WP-0001", "No data", "--support", "A copy", "--of", "Cai Huw")
    found = done("packages", file, "delegated", "Ruth Calloway", "--json").json
    assert [(each["other"], each["wants"]) for each in found["by_them"]] == [("Ann Lee", "answer")]
    said = done("packages", file, "delegated", "Cai Huw").out
    assert "Support asked of them: 1" in said
    assert "A copy (of Cai Huw)" in said
    target = tmp_path / "package.pdf"
    done("packages", file, "sheet", "WP-0001", target)
    assert target.read_bytes().startswith(b"%PDF")
    assert "ends in .pdf" in refused("packages", file, "sheet", "WP-0001", tmp_path / "package.docx")
