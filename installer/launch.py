# SPDX-License-Identifier: Apache-2.0
"""Where the programs of a bundle begin. Sets right what a packaged start lacks, and hands over to `__main__`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

_TRACKER = "from multiprocessing.resource_tracker import main;main("


def lend_streams() -> None:
    """A windowed program of Windows has no streams at all; what is written to them would end it with a traceback."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end


def help_out(words: Sequence[str]) -> None:
    """Be the helper that another process of ours has started with `words`, and end with it: what reads an untrusted file,
    or what clears away after such readers. Only then is `multiprocessing` imported; the packer's own hook would on every start.
    """
    if words[1:2] == ["--multiprocessing-fork"]:
        from multiprocessing.spawn import freeze_support

        freeze_support()
    if words[-2:-1] == ["-c"] and words[-1].startswith(_TRACKER):
        from multiprocessing.resource_tracker import main

        main(int(words[-1][len(_TRACKER) : -1]))
        sys.exit()


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
    globals().pop("__file__", None)  # helpers would look for this file, which lies in no folder
    help_out(sys.argv)
    sys.exit(start())
