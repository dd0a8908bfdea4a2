# SPDX-License-Identifier: Apache-2.0
"""The one door for plans from outside: from a path to a `PlanFile`, or to one clear sentence why not.

Formats that are read here are read in a process of their own; the others are handed to MPXJ.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import msgspec

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.base.progress import Progress, Stopped
from portfolio_desktop.exchange.plans.child import PLAN, PROGRESS, serve
from portfolio_desktop.exchange.plans.forms import NATIVE, ZIP, form_of
from portfolio_desktop.exchange.plans.packed import unpacked
from portfolio_desktop.exchange.plans.plan_file import LeftOut, PlanFile
from portfolio_desktop.exchange.untrusted.apart import read_apart
from portfolio_desktop.exchange.untrusted.limits import Unsafe

_TOO_LONG = N_(
    "{file} took longer than {seconds} seconds to read, so it was given up. Export a part of the plan and choose that."
)
_DIED = N_(
    "{file} could not be read: it is damaged, or needs more memory than a plan should. Export it again and choose that file."
)
_EMPTY = N_("{file} holds a plan without a single task. Choose another file.")
_HELD = N_(
    "{file} cannot be opened: this account may not read it, or another program holds it. Close it there and try again."
)
_UNREAD = N_("{file} could not be read ({reason}). Nothing was changed; try again when the drive answers.")
_FURTHER = N_("Further plans in the same file: {count}")

_decode_plans = msgspec.msgpack.Decoder(tuple[PlanFile, ...]).decode


def _no_progress(done: int, total: int) -> None:
    """Nobody asked how far it is."""


def _never() -> bool:
    return False


def read_plan(path: Path, *, progress: Progress = _no_progress, cancelled: Stopped = _never) -> PlanFile:
    """The plan in the file at `path`, whatever it is called: of several, that with the most tasks.

    Raises Refusal for what is no readable plan, Trouble when the system will not hand it over, and Cancelled when the
    person stops it. Progress counts bytes.
    """
    plans = read_plans(path, progress=progress, cancelled=cancelled)
    plan = max(plans, key=lambda one: len(one.tasks))
    if len(plans) == 1:
        return plan
    return replace(plan, left_out=(*plan.left_out, LeftOut(message=_FURTHER, count=len(plans) - 1)))


def read_plans(
    path: Path, *, progress: Progress = _no_progress, cancelled: Stopped = _never
) -> tuple[PlanFile, ...]:
    """All the plans in the file at `path`, as `read_plan` reads them."""
    with telling(path):
        form = form_of(path)
        if form == ZIP:
            with unpacked(path) as inside:
                return read_plans(inside, progress=progress, cancelled=cancelled)
        if form in NATIVE:
            told = read_apart(serve, path, form, cancelled, too_long=_TOO_LONG, died=_DIED)
            with told as following:
                plans = _listen(following, progress)
            if not any(plan.tasks for plan in plans):
                raise Unsafe(_EMPTY)
            return plans
    from portfolio_desktop.exchange.plans.mpxj import reading as mpxj

    return mpxj.read_plans(path, progress=progress, cancelled=cancelled)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what went wrong with the file into what is told to the person."""
    try:
        yield
    except Unsafe as unsafe:
        facts = {name: _(fact) if isinstance(fact, str) else fact for name, fact in unsafe.facts.items()}
        raise Refusal(_(unsafe.message).format(file=path.name, **facts)) from unsafe
    except PermissionError as error:
        raise Refusal(_(_HELD).format(file=path.name)) from error
    except OSError as error:
        raise Trouble(_(_UNREAD).format(file=path.name, reason=error.strerror or error)) from error


def _listen(following: Callable[[], bytes], progress: Progress) -> tuple[PlanFile, ...]:
    while True:
        message = msgspec.msgpack.decode(following())
        match message:
            case [kind, done, total] if kind == PROGRESS:
                progress(done, total)
            case [kind] if kind == PLAN:
                with uncollected():
                    return _decode_plans(following())
            case [_kind, why, facts]:
                raise Unsafe(why, **facts)
