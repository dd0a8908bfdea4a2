# SPDX-License-Identifier: Apache-2.0
"""The one door for files from outside: from a path to sheets of plain cells, or to one clear sentence why not."""

from pathlib import Path

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.progress import Progress, Stopped
from portfolio_desktop.exchange.tables.books import read_book
from portfolio_desktop.exchange.tables.cells import Source
from portfolio_desktop.exchange.tables.delimited import read_text
from portfolio_desktop.exchange.tables.sniff import form_of
from portfolio_desktop.exchange.untrusted.limits import Unsafe

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".tsv")
"""What tables are usually called. What a file is, is told by what is in it."""

_NOTHING = N_("{file} has no cells with anything in them. Choose another file.")


def _no_progress(done: int, total: int) -> None:
    """Nobody asked how far it is."""


def _never() -> bool:
    return False


def open_source(path: Path, *, progress: Progress = _no_progress, cancelled: Stopped = _never) -> Source:
    """Read the file at `path`, whatever it is called. Progress counts rows of the sheet being read.

    Raises Refusal for a file that is not a readable table, Trouble when the system will not hand it over, and
    Cancelled when the person stops it.
    """
    try:
        return _open(path, progress, cancelled)
    except Unsafe as unsafe:
        facts = {name: _(fact) if isinstance(fact, str) else fact for name, fact in unsafe.facts.items()}
        raise Refusal(_(unsafe.message).format(file=path.name, **facts)) from unsafe
    except PermissionError as error:
        why = _(
            "{file} cannot be opened: this account may not read it, or another program holds it. Close it there and try again."
        )
        raise Refusal(why.format(file=path.name)) from error
    except OSError as error:
        why = _("{file} could not be read ({reason}). Nothing was changed; try again when the drive answers.")
        raise Trouble(why.format(file=path.name, reason=error.strerror or error)) from error


def _open(path: Path, progress: Progress, cancelled: Stopped) -> Source:
    form = form_of(path)
    sheets = (
        (read_text(path, progress=progress, cancelled=cancelled),)
        if form == "csv"
        else read_book(path, form, progress=progress, cancelled=cancelled)
    )
    if not any(sheet.grid for sheet in sheets):
        raise Unsafe(_NOTHING)
    return Source(path.name, form, sheets)
