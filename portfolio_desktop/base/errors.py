# SPDX-License-Identifier: Apache-2.0
"""The two kinds of error that a person is meant to see. Anything else is a bug."""


class Refusal(Exception):
    """The person can fix it. The text says what is wrong, where, and what to do, in one sentence or two."""

    field = ""
    """The name of the field that it is about, where it is about one."""


class Trouble(Exception):
    """The environment failed (disk full, file locked, folder gone). The text says what was kept and what to do."""
