# SPDX-License-Identifier: Apache-2.0
"""The two kinds of error that a person is meant to see. Anything else is a bug."""


class Refusal(Exception):
    """The person can fix it. The text says what is wrong, where, and what to do, in one sentence or two."""

    field = ""
    """The name of the field that it is about, where it is about one."""


class Outdated(Refusal):
    """Somebody else has changed what this was decided on. `now` is what it is by now: who has seen that may decide again."""

    def __init__(self, sentence: str, now: object) -> None:
        super().__init__(sentence)
        self.now = now


class Trouble(Exception):
    """The environment failed (disk full, file locked, folder gone). The text says what was kept and what to do."""
