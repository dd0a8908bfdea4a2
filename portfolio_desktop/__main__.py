# SPDX-License-Identifier: Apache-2.0
"""Start-up only: the window where no verb is given, the command line otherwise."""

import sys
from collections.abc import Sequence

from portfolio_desktop.app import run_command, run_window


def main(argv: Sequence[str] | None = None) -> int:
    """Run the product and return its exit status: 0 done, 1 refused, 2 wrong usage."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] == "open" or all("." in word and not word.startswith("-") for word in words):
        return run_window([word for word in words if word != "open"])
    return run_command(words)


if __name__ == "__main__":
    sys.exit(main())
