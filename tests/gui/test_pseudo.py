# SPDX-License-Identifier: Apache-2.0
"""Each designed page in the pseudo-language: every word is marked, and has room when it is longer.

`python -m tests.support.pseudo` plays all scenes, dialogs and states so; this is the part that is quick.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base import i18n
from portfolio_desktop.base.i18n import _
from tests.support.pseudo.letters import Pseudo, accented
from tests.support.pseudo.playing import findings, pages


@pytest.fixture(autouse=True)
def pseudo() -> Iterator[None]:
    i18n.use(Pseudo(), "en-XA")
    yield
    i18n.install(i18n.ENGLISH)


def test_that_every_designed_page_is_marked_and_has_room_for_a_longer_language(
    qapp: QApplication, tmp_path: Path
) -> None:
    assert list(pages(tmp_path)) == []


def test_that_the_walk_finds_what_is_not_marked_and_what_is_cut_off(qapp: QApplication) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    narrow = QLabel(_("Too long for where it stands"))
    narrow.setFixedWidth(20)
    for widget in (QPushButton("Nobody marked this"), QPushButton(_("Save")), narrow):
        column.addWidget(widget)
    window.show()
    found = [words for words, _finding in findings(window)]
    assert found[0] == "Nobody marked this"
    assert found[-1].endswith(accented("Too long for where it stands"))
    assert not any("Save" in words for words in found)


def test_that_the_pseudo_language_keeps_what_a_translator_has_to_keep() -> None:
    said = accented("{count} of <b>{all}</b> saved").format(count=3, all=5)
    assert said.startswith("‹3 ")
    assert "<b>5</b>" in said
