# SPDX-License-Identifier: Apache-2.0
"""Where the programs of a bundle begin. Sets right what a packaged start lacks, and hands over to `__main__`."""

import multiprocessing
import os
import sys
from pathlib import Path


def lend_streams() -> None:
    """A windowed program of Windows has no streams at all; what is written to them would end it with a traceback."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end


def add_extras() -> None:
    """Packages laid beside the program, such as the reader of other programs' plans (docs/installing.md)."""
    extras = Path(sys.executable).resolve().parent / "extras"
    if extras.is_dir():
        sys.path.append(str(extras))


def start() -> int:
    """Run the product; where a watch is set, run it under that."""
    if report := os.environ.get("PORTFOLIO_DESKTOP_WATCH"):
        from installer.watched import run

        return run(sys.argv[1:], Path(report))
    from portfolio_desktop.__main__ import main

    return main()


if __name__ == "__main__":
    lend_streams()
    add_extras()
    multiprocessing.freeze_support()  # the processes that read untrusted files start through here, and end here
    sys.exit(start())
