# SPDX-License-Identifier: Apache-2.0
"""A thin frame around what has none of its own."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


def framed(inner: QWidget) -> QFrame:
    """`inner` on a panel of its own."""
    frame = QFrame()
    frame.setProperty("panel", "surface")
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(inner)
    return frame
