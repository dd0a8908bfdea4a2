# SPDX-License-Identifier: Apache-2.0
"""The exception report as PDF: one page where it can be, nothing lost where it cannot."""

from dataclasses import replace
from datetime import date, datetime

import pypdfium2

from portfolio_desktop.domain.exception_report import ExceptionReport, Step
from portfolio_desktop.domain.tolerance import Clock, Waiting
from portfolio_desktop.reports.exception import render_exception

TOLD = datetime.fromisoformat("2026-11-20T10:00")
DUE = datetime.fromisoformat("2026-11-24T17:00")

REPORT = ExceptionReport(
    code="E-0007",
    title="Steel is late",
    project="P-0001 Harbour",
    status="Told, to be answered",
    dimension="Time",
    tolerance="Tier 1: time",
    board="Portfolio board",
    asked="Dame Judith",
    author="Ruth",
    breach="The end is forecast 59 days later than agreed; the tolerance is 30 days.",
    impact="Every month costs £310,000.",
    options="Wait; split; stop.",
    recommendation="Split.",
    ask="Agree that payroll be a release of its own.",
    answer="",
    proof="minutes/12.pdf",
    steps=(
        Step("draft", "Drafted", True, None),
        Step("raised", "Raised", True, TOLD, None, "Ruth"),
        Step("told", "Told", True, TOLD, DUE, "Dame Judith", "By telephone"),
        Step("answered", "Answered", False, None, DUE),
    ),
    clock=Clock(Waiting.ANSWER, DUE, TOLD),
    portfolio="Northmoor",
    marking="OFFICIAL",
    as_of=date(2026, 11, 21),
)


def pages(report: ExceptionReport) -> list[str]:
    pdf = pypdfium2.PdfDocument(render_exception(report))
    found = [" ".join(pdf[place].get_textpage().get_text_range().split()) for place in range(len(pdf))]
    pdf.close()
    return found


def test_that_one_upright_page_says_what_is_asked_and_who_was_told() -> None:
    pdf = pypdfium2.PdfDocument(render_exception(REPORT))
    width, height = pdf[0].get_size()
    assert (len(pdf), width < height) == (1, True)
    pdf.close()
    (said,) = pages(REPORT)
    for words in (
        "Agree that payroll be a release of its own.",
        "An answer is needed by 24 Nov 2026 17:00.",
        "59 days later",
        "Told 20 Nov 2026 10:00 Dame Judith By telephone",
        "not yet, due 24 Nov 2026 17:00",
        "minutes/12.pdf",
        "OFFICIAL",
    ):
        assert words in said


def test_that_what_nobody_has_written_is_said_to_be_missing() -> None:
    (said,) = pages(replace(REPORT, ask="", impact="", options="  ", steps=REPORT.steps[:1]))
    assert "Nothing is asked yet." in said
    assert said.count("Not written yet.") == 2
    assert "Draft" in said


def test_that_a_long_report_shrinks_onto_its_page_and_a_longer_one_goes_on_overleaf() -> None:
    assert len(pages(replace(REPORT, impact="Every month costs £310,000. " * 110))) == 1
    whole = pages(replace(REPORT, impact="Every month costs £310,000. " * 600 + "The end."))
    assert len(whole) > 1
    assert "The end." in " ".join(whole)


def test_that_an_ask_longer_than_a_page_is_printed_whole() -> None:
    whole = " ".join(pages(replace(REPORT, ask="Agree – 長い – 🚧 – <b>this</b>. " * 400 + "Yes.")))
    assert "Yes." in whole
    assert "<b>this</b>" in whole


def test_that_the_same_report_gives_the_same_bytes() -> None:
    assert render_exception(REPORT) == render_exception(REPORT)
