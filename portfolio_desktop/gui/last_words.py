# SPDX-License-Identifier: Apache-2.0
"""What is left of a program that fell where no exception is raised: the places it was at, for the next start to tell of.

The interpreter itself writes them, to a file that is empty otherwise. They name places in the code and nothing else, and are
sent to nobody.
"""

import faulthandler
import logging
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePath
from typing import TextIO

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.ask import Ask

_NAME = "fallen.txt"
_MOST = 64_000  # characters that are read of it: each thread has at most a hundred places
_FALLEN = re.compile(r"^(?:Fatal Python error|Windows fatal exception: (?!code ))", re.MULTILINE)
"""Windows has the interpreter write of much that Windows itself puts right: that goes by a number."""
_FILE = re.compile(r'File "([^"\n]*)"')

log = logging.getLogger("portfolio_desktop")


@contextmanager
def last_words(folder: Path) -> Iterator[str]:
    """Where the program stood when it fell the last time, empty where it ended as it should; and listen for the next time.

    Where somebody has the interpreter write elsewhere already, it goes on doing so. Raises nothing: a laptop that keeps
    no log still opens its workspaces.
    """
    path = folder / _NAME
    fallen = _taken(path)
    with ExitStack() as until_ended:
        if not faulthandler.is_enabled():
            with suppress(OSError):
                file = until_ended.enter_context(path.open("a", encoding="utf-8"))
                faulthandler.enable(file)
                until_ended.callback(_silence, file)
        yield fallen


def tell(ask: Ask, fallen: str, version: str) -> None:
    """Tell the person, and the log, that the program fell the last time."""
    details = f"Portfolio Desktop {version}\n{fallen}"
    log.error("%s", details)
    ask.report(
        _("The program ended by itself last time"),
        _(
            "This is a fault in the application or in a part of it, not in what you did. Everything saved by then is safe. "
            "The details name places in the program and hold nothing of your records; please copy them when you report the "
            "fault."
        ),
        details,
    )


def _silence(file: TextIO) -> None:
    faulthandler.disable()
    with suppress(OSError):
        file.truncate(0)


def _taken(path: Path) -> str:
    """What stands there, without anybody's folders; nothing stands there afterwards."""
    try:
        with path.open("r+", encoding="utf-8", errors="replace") as file:
            text = file.read(_MOST)
            file.truncate(0)
    except OSError:
        return ""
    found = _FALLEN.search(text)
    return _FILE.sub(_place, text[found.start() :]).strip() if found else ""


def _place(file: re.Match[str]) -> str:
    return f'File "{"/".join(PurePath(file[1].replace(chr(92), "/")).parts[-3:])}"'
