# SPDX-License-Identifier: Apache-2.0
"""The other side of `reading`: reads one untrusted plan in a process of its own and sends it back as values.

What is imported here is paid with every plan that is opened.
"""

import os
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from portfolio_desktop.exchange.untrusted.child import limit_memory
from portfolio_desktop.exchange.untrusted.limits import Unsafe

PLAN, UNSAFE, PROGRESS = "plan", "unsafe", "progress"

_TOO_LARGE = N_("{file} needs more memory than a plan should. Export a part of it and choose that.")
_encode = msgspec.msgpack.Encoder().encode


def serve(connection: Connection, path: str, form: str) -> None:
    """Read the plan at `path` and send ["progress", done, total]*, then ["plan"] and the plans, or ["unsafe", why, facts]."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    limit_memory()

    def tell(done: int, total: int) -> None:
        connection.send_bytes(_encode((PROGRESS, done, total)))

    try:
        with uncollected():
            plans = _encode(read_all_here(form, Path(path).read_bytes(), tell))
        connection.send_bytes(_encode((PLAN,)))
        connection.send_bytes(plans)
    except Unsafe as unsafe:
        connection.send_bytes(_encode((UNSAFE, unsafe.message, unsafe.facts)))
    except MemoryError:
        connection.send_bytes(_encode((UNSAFE, _TOO_LARGE, {})))
    except BrokenPipeError:
        return  # the parent has stopped listening: the person cancelled
    connection.close()


def read_all_here(form: str, data: bytes, progress: Progress) -> tuple[PlanFile, ...]:
    """Every plan in `data`, the one that speaks for the file first."""
    if form == "xer":
        from portfolio_desktop.exchange.plans.xer.reading import read_xer_plans

        return read_xer_plans(data, progress)
    return (read_here(form, data, progress),)


def read_here(form: str, data: bytes, progress: Progress) -> PlanFile:
    """The plan in `data`, read in this process. `form` is one of `forms.NATIVE`. Raises Unsafe."""
    match form:
        case "mspdi":
            from portfolio_desktop.exchange.plans.mspdi.reading import read_mspdi

            return read_mspdi(data, progress)
        case "xer":
            from portfolio_desktop.exchange.plans.xer.reading import read_xer

            return read_xer(data, progress)
        case "gan":
            from portfolio_desktop.exchange.plans.gan import read_gan

            return read_gan(data, progress)
        case "csv":
            from portfolio_desktop.exchange.plans.sheet.reading import read_csv

            return read_csv(data, progress)
        case _:
            from portfolio_desktop.exchange.plans.planner import read_planner

            return read_planner(data, progress)
