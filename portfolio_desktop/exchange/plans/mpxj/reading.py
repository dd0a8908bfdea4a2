# SPDX-License-Identifier: Apache-2.0
"""From a file of another program to all the plans in it. MPXJ makes MSPDI of them, which our own reader reads."""

import re
import shutil
import tempfile
from pathlib import Path

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.base.progress import Cancelled, Progress, Stopped
from portfolio_desktop.exchange.plans.mpxj import running
from portfolio_desktop.exchange.plans.mpxj.finding import Tools, find
from portfolio_desktop.exchange.plans.mpxj.told import ToldPlan, complete, read_index
from portfolio_desktop.exchange.plans.mspdi.reading import read_mspdi
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from portfolio_desktop.exchange.plans.reading import telling
from portfolio_desktop.exchange.untrusted.limits import LARGEST_FILE, LARGEST_INSIDE, MIB, Unsafe

_EMPTY = N_("{file} holds a plan without a single task. Choose another file.")
_TOO_LARGE = N_(
    "{file} is {size} MB; at most {most} MB can be read. Export a part of the plan and choose that."
)
_TOO_MUCH = N_("{file} holds more than can be read at once. Export a part of the plan and choose that.")
_BROKEN = N_(
    "What the reader of other programs' plans made of {file} cannot be understood. Nothing was changed. Open it in the program "
    "that made it, save it as XML and choose that file."
)

_CONTROLS = re.compile(
    rb"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));|[\x00-\x08\x0b\x0c\x0e-\x1f]", re.I
)
"""Characters that people's notes have and that XML may not have, not even by their number."""

_ASSIGNMENT = re.compile(rb"<Assignment>\s*<UID>(\d+)</UID>.*?</Assignment>", re.DOTALL)
"""One of MPXJ's. It makes one up for each task that has progress and nobody on it, under a number above the file's own."""


def _no_progress(done: int, total: int) -> None:
    """Nobody asked how far it is."""


def _never() -> bool:
    return False


def read_plans(
    path: Path,
    *,
    progress: Progress = _no_progress,
    cancelled: Stopped = _never,
    tools: Tools | None = None,
    seconds: float = running.SECONDS,
) -> tuple[PlanFile, ...]:
    """All the plans in the file at `path`, in its own order: one in most, several in some. Progress counts bytes read.

    Raises Refusal for a file that cannot be read and for a missing reader, Trouble when the system fails, and Cancelled
    when the person stops it. Everything made on the way is gone afterwards.
    """
    tools = tools or find()
    with telling(path):
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Unsafe(_TOO_LARGE, size=size // MIB, most=LARGEST_FILE // MIB)
        with tempfile.TemporaryDirectory(prefix="plan-", ignore_cleanup_errors=True) as made:
            folder = Path(made)
            shutil.copyfile(path, folder / "plan")  # under a name that every system and every Java can say
            running.convert(tools, "plan", folder, cancelled=cancelled, seconds=seconds)
            plans = _collect(folder, path, progress, cancelled)
        if not any(plan.tasks for plan in plans):
            raise Unsafe(_EMPTY)
        return plans


def _collect(folder: Path, path: Path, progress: Progress, cancelled: Stopped) -> tuple[PlanFile, ...]:
    if running.written(folder) > running.MOST_WRITTEN:
        raise Unsafe(_TOO_MUCH)
    try:
        told = read_index((folder / "index.tsv").read_text("utf-8"))
        return tuple(_plan(folder, one, path, progress, cancelled) for one in told)
    except (FileNotFoundError, LookupError, ValueError) as error:
        raise Trouble(_(_BROKEN).format(file=path.name)) from error


def _plan(folder: Path, told: ToldPlan, path: Path, progress: Progress, cancelled: Stopped) -> PlanFile:
    def count(done: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        progress(done, total)

    place = folder / Path(told.name).name
    if place.stat().st_size > LARGEST_INSIDE:
        raise Unsafe(_TOO_MUCH)
    data = _CONTROLS.sub(b"", place.read_bytes())
    data = _ASSIGNMENT.sub(lambda one: one[0] if int(one[1]) <= told.assignments else b"", data)
    with uncollected():
        return complete(read_mspdi(data, count), told, path.stem)
