# SPDX-License-Identifier: Apache-2.0
"""Nobody sees a traceback, and no record leaves in a crash text or a log."""

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.gui import trouble
from portfolio_desktop.gui.trouble import Reporter, crash_text, hooks, log_qt_message, log_to
from tests.support.ask import FakeAsk

SECRET = "Dismissal of A. Person"


def crash() -> Exception:
    record = {"narrative": SECRET}
    try:
        try:
            int(record["narrative"])
        except ValueError as error:
            raise KeyError(record["narrative"]) from error
    except KeyError as error:
        return error
    raise AssertionError


def test_that_a_refusal_is_told_in_its_own_words(ask: FakeAsk) -> None:
    Reporter(ask, "1.0").show(Refusal("The code is taken. Choose another."))
    assert ask.told == ["The code is taken. Choose another."]


def test_that_trouble_says_what_was_kept(ask: FakeAsk, caplog: pytest.LogCaptureFixture) -> None:
    Reporter(ask, "1.0").show(Trouble("The disk is full. All changes up to 14:02 are saved."))
    assert ask.told == ["The disk is full. All changes up to 14:02 are saved."]
    assert "disk" not in caplog.text


def test_that_a_cancelled_job_is_not_reported(ask: FakeAsk) -> None:
    Reporter(ask, "1.0").show(Cancelled())
    assert ask.told == []


def test_that_a_crash_text_names_places_and_no_values(ask: FakeAsk) -> None:
    Reporter(ask, "1.0").show(crash())
    (told,) = ask.told
    assert SECRET not in told
    assert "tests/gui/test_trouble.py:" in told
    assert "KeyError" in told
    assert "ValueError" in told
    assert "Portfolio Desktop 1.0" in told
    assert str(Path.home()) not in told


def test_that_the_log_holds_no_values(tmp_path: Path) -> None:
    handler = log_to(tmp_path / "logs")
    log = logging.getLogger("portfolio_desktop")
    try:
        log.error("An import failed", exc_info=crash())
    finally:
        log.removeHandler(handler)
        handler.close()
    written = (tmp_path / "logs" / "portfolio-desktop.log").read_text(encoding="utf-8")
    assert "An import failed" in written
    assert "KeyError" in written
    assert SECRET not in written


def test_that_what_qt_quotes_stays_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "portfolio_desktop"):
        log_qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), f'No file "{SECRET}"')
    assert "No file" in caplog.text
    assert SECRET not in caplog.text


def test_that_an_exception_on_any_thread_reaches_the_person(qtbot: QtBot, ask: FakeAsk) -> None:
    reporter, before = Reporter(ask, "1.0"), (sys.excepthook, threading.excepthook)

    def refuse() -> None:
        raise Refusal("Not here. Try the other page.")

    with hooks(reporter):
        thread = threading.Thread(target=refuse)
        thread.start()
        qtbot.waitUntil(lambda: bool(ask.told))
        thread.join()
    assert ask.told == ["Not here. Try the other page."]
    assert (sys.excepthook, threading.excepthook) == before


def test_that_a_second_crash_does_not_stack_a_second_dialog() -> None:
    class Open(FakeAsk):
        def report(self, title: str, text: str, details: str, then: object = None) -> None:
            self.told.append(text)

    ask = Open()
    reporter = Reporter(ask, "1.0")
    reporter.show(crash())
    reporter.show(crash())
    assert len(ask.told) == 1


def test_that_a_fault_that_comes_back_as_its_dialog_closes_is_only_logged_and_another_is_told(
    ask: FakeAsk, caplog: pytest.LogCaptureFixture
) -> None:
    reporter = Reporter(ask, "1.0")
    for _repainting in range(20):
        reporter.show(crash())
    assert len(ask.told) == 1
    assert len(caplog.records) == 20
    reporter.show(ZeroDivisionError())
    assert len(ask.told) == 2


def test_that_what_fails_by_itself_every_minute_is_soon_left_alone(
    ask: FakeAsk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr(trouble, "monotonic", lambda: now)
    reporter = Reporter(ask, "1.0")
    for _round in range(120):
        now += 60
        reporter.show(crash())
    assert 2 <= len(ask.told) <= 4
    now += 4000  # it had gone, and is back
    reporter.show(crash())
    assert len(ask.told) <= 5
    told = len(ask.told)
    reporter.show(ZeroDivisionError())
    assert len(ask.told) == told + 1


def test_that_a_chain_of_causes_ends(ask: FakeAsk) -> None:
    assert crash_text(crash(), "").count("builtins.") == 2
