# SPDX-License-Identifier: Apache-2.0
"""How much a file may hold, and how it is told when it holds more. No reading here."""

MIB = 1024 * 1024

LARGEST_FILE = 200 * MIB
LARGEST_INSIDE = 256 * MIB  # all parts of a book unpacked; 100,000 rows of 30 full columns need 150
LARGEST_RATIO = 100  # unpacked to packed …
RATIO_FROM = 32 * MIB  # … but small books of repeated cells pack better than that and do no harm
MOST_ENTRIES = 2_000
MOST_CELLS = 12_000_000  # of the rectangle from A1 to the last filled cell of a sheet
MOST_SHEETS = 500
MOST_COLUMNS = 16_384
MOST_ROWS = 1_048_576

CHILD_MEMORY = 2 * 1024 * MIB  # 100,000 rows of 30 full columns need 0.4
CHILD_SECONDS = 120.0


class Unsafe(Exception):
    """A file that must not be read. `message` is marked for translation and has a place for each of `facts`.

    Raised where the reader's language is not known (a child process); the parent makes a Refusal of it.
    """

    def __init__(self, message: str, **facts: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.facts = facts
