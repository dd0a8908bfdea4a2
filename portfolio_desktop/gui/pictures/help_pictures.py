# SPDX-License-Identifier: Apache-2.0
"""The pictures in the help pages: scenes of the window, drawn small, each with the words that were in sight inside it.

By these words a test tells whether a picture still shows what the window shows, without comparing a single dot.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTabBar, QWidget

WIDTH = 900
"""Dots across: readable on a page of help beside its list, and small enough to be kept with the source."""

_WORDS = "Words"
_LIKE = 0.9


def words_in(widget: QWidget) -> frozenset[str]:
    """The words that labels, buttons, tabs and boxes in sight show. Figures and short words are left out: they vary by day."""
    said = " ".join(text for each in (widget, *widget.findChildren(QWidget)) for text in _said(each))
    return frozenset(re.findall(r"[^\W\d_]{4,}", said.casefold()))


def shrink(drawn: QImage, words: Iterable[str]) -> QImage:
    """The picture as it is kept, with the words written inside the file."""
    small = drawn.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    # Shades that no eye tells apart are given up, which halves the file.
    small = small.convertToFormat(QImage.Format.Format_RGB666).convertToFormat(QImage.Format.Format_RGB888)
    small.setText(_WORDS, " ".join(sorted(words)))
    return small


def words_of(path: Path) -> frozenset[str]:
    """The words that were in sight when the picture was drawn; none where there is no such picture."""
    return frozenset(QImage(str(path)).text(_WORDS).split())


def is_current(path: Path, now: frozenset[str]) -> bool:
    """Whether nine tenths of all the words are in the picture and in the window as well."""
    then = words_of(path)
    return bool(then) and len(then & now) >= _LIKE * len(then | now)


def _said(widget: QWidget) -> Iterator[str]:
    if not widget.isVisible():
        return
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
