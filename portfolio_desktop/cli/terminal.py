# SPDX-License-Identifier: Apache-2.0
"""Answers on standard output, sentences for the person on standard error, progress only where somebody watches."""

import json
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TextIO

from portfolio_desktop.base.text import one_line, shorten, visible_bidi

_BAR = 30
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal does not show but does: a file of somebody else's, or its name, may hold it."""
_WIDEST = 60
_NOTHING: Mapping[int, Sequence[str]] = MappingProxyType({})


class Terminal:
    """Where a command's answer goes. A character that the console cannot show, or would obey, becomes "?", never an error."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._bar_shown = False

    def say(self, text: str = "") -> None:
        """One line of the answer."""
        self._print(self._out, _COMMANDS.sub("?", text))

    def complain(self, text: str) -> None:
        """One line for the person, beside the answer."""
        self._print(self._err, _COMMANDS.sub("?", text))

    def raw(self, text: str) -> None:
        """An answer whose bytes matter: UTF-8 and no other line ends, whatever the console."""
        buffer = getattr(self._out, "buffer", None)
        if buffer is None:
            self._out.write(text)
        else:
            self._out.flush()
            buffer.write(text.encode("utf-8", "surrogatepass"))

    def json(self, answer: Any) -> None:
        """The answer for a program to read."""
        self._print(self._out, json.dumps(answer, ensure_ascii=self._is_narrow(self._out), indent=2))

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        right: Sequence[bool] = (),
        above: Mapping[int, Sequence[str]] = _NOTHING,
    ) -> None:
        """Aligned columns; long cells are cut. `right` says which columns stand to the right, as numbers do.

        `above` are lines across all columns, by the place of the row that follows them.
        """
        shown = [[visible_bidi(shorten(one_line(cell), _WIDEST)) for cell in row] for row in (heads, *rows)]
        widths = [max(_width(cell) for cell in column) for column in zip(*shown, strict=True)]
        for at, row in enumerate(shown, -1):
            for line in above.get(at, ()):
                self.say(visible_bidi(one_line(f"|{line}")[1:]))
            cells = []
            for place, cell in enumerate(row):
                pad = " " * (widths[place] - _width(cell))
                cells.append(pad + cell if place < len(right) and right[place] else cell + pad)
            self.say("  ".join(cells).rstrip())
        for line in above.get(len(rows), ()):
            self.say(line)

    def progress(self, done: int, total: int) -> None:
        """A bar on a terminal, nothing where output is piped. Fits `base.progress.Progress`."""
        if self._err.isatty() and total:
            filled = _BAR * min(done, total) // total
            self._err.write(
                f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {100 * min(done, total) // total:3} %"
            )
            self._err.flush()
            self._bar_shown = True

    def end_progress(self) -> None:
        """Leave the line of the bar, if one was shown."""
        if self._bar_shown:
            self._err.write("\r" + " " * (_BAR + 10) + "\r")
            self._bar_shown = False

    def _print(self, stream: TextIO, text: str) -> None:
        self.end_progress()
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")

    @staticmethod
    def _is_narrow(stream: TextIO) -> bool:
        return not (stream.encoding or "utf-8").lower().replace("-", "").startswith("utf")


def _width(text: str) -> int:
    """How many columns of a console the text takes."""
    return sum(
        2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text
    )
