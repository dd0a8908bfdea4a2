# SPDX-License-Identifier: Apache-2.0
"""A person who answers dialogs from a queue, and fails the test when asked something that nobody expected."""

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from portfolio_desktop.gui.ask import Choice, Done


class FakeAsk:
    """Say beforehand what will be answered: a choice's key, a text, a Path, or None to dismiss the question.

    Notices need no answer: they are kept in `told`, to be looked at.
    """

    def __init__(self, *answers: str | Path | None) -> None:
        self._answers = deque(answers)
        self.told: list[str] = []
        self.asked: list[str] = []

    def answer(self, *answers: str | Path | None) -> None:
        """Queue more answers."""
        self._answers.extend(answers)

    def finish(self) -> None:
        """Called by the fixture: every expected question must have been asked."""
        assert not self._answers, f"never asked for: {list(self._answers)}"

    def apart(self) -> "FakeAsk":
        """The same: a test answers all questions from one queue."""
        return self

    def dismiss(self) -> None:
        """Nothing stays open here."""

    def inform(self, title: str, text: str, then: Done | None = None) -> None:
        self._tell(text, then)

    def refuse(self, text: str, then: Done | None = None) -> None:
        self._tell(text, then)

    def report(self, title: str, text: str, details: str, then: Done | None = None) -> None:
        self._tell(f"{text}\n{details}", then)

    def choose(self, title: str, text: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        answer = self._next(text)
        if answer is not None:
            keys = [choice.key for choice in choices]
            assert answer in keys, f"{answer!r} is not among {keys}"
            then(str(answer))

    def text(
        self, title: str, label: str, then: Callable[[str], None], *, initial: str = "", secret: bool = False
    ) -> None:
        answer = self._next(label)
        if answer is not None:
            then(str(answer))

    def open_file(
        self, title: str, filters: Sequence[str], then: Callable[[Path], None], *, folder: Path | None = None
    ) -> None:
        self._path(title, then)

    def save_file(
        self, title: str, suggested: Path, filters: Sequence[str], then: Callable[[Path], None]
    ) -> None:
        self._path(title, then)

    def folder(self, title: str, then: Callable[[Path], None], *, start: Path | None = None) -> None:
        self._path(title, then)

    def _tell(self, text: str, then: Done | None) -> None:
        self.told.append(text)
        if then is not None:
            then()

    def _path(self, title: str, then: Callable[[Path], None]) -> None:
        answer = self._next(title)
        if answer is not None:
            then(Path(answer))

    def _next(self, question: str) -> str | Path | None:
        self.asked.append(question)
        assert self._answers, f"unexpected question: {question}"
        return self._answers.popleft()
