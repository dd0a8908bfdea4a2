# SPDX-License-Identifier: Apache-2.0
"""Runs MPXJ on one file in a process of its own: little memory, a clock, a folder that holds all it writes.

What the process says is never shown: the status it exits with is told in words. Statuses from 10 are those of Plans.java.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.progress import Cancelled, Stopped
from portfolio_desktop.exchange.plans.mpxj.finding import Tools
from portfolio_desktop.exchange.untrusted.limits import LARGEST_INSIDE, Unsafe

MEMORY = 512  # MiB that Java may use for what it reads
SECONDS = 120.0
MOST_WRITTEN = 2 * LARGEST_INSIDE  # the copy, what is unpacked from it, and the plans

_LISTEN = 0.1  # seconds between two looks at the clock, the folder and the Cancel button
_NO_START = 1  # what Java itself exits with when it cannot begin
_OUT_OF_MEMORY = 3  # and where ExitOnOutOfMemoryError ends it

_TOLD = {
    10: N_(
        "{file} is no plan that can be read here. Open it in the program that made it, save it as XML and choose that file."
    ),
    11: N_("{file} is locked with a password. Open it, save it without a password, and choose that file."),
    _OUT_OF_MEMORY: N_(
        "{file} needs more than {memory} MB of memory to be read. Open it in the program that made it, "
        "save it as XML and choose that file."
    ),
}
_DAMAGED = N_(
    "{file} cannot be read: it is damaged, or of a version that is not known here. "
    "Open it in the program that made it, save it as XML and choose that file."
)
_TOO_LONG = N_(
    "{file} took longer than {seconds} seconds to read, so it was given up. "
    "Open it in the program that made it, save it as XML and choose that file."
)
_SWOLLEN = N_("{file} unpacks to far more than a plan holds, so it was given up.")
_BROKEN = N_(
    "The reader of other programs' plans does not start on this machine. Nothing was changed. Lay it in anew, as the page "
    "“Installing” of the guide says; plans saved as XML open without it."
)

_OPTIONS = (
    f"-Xmx{MEMORY}m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # it ends before optimised code would pay
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-CreateCoredumpOnCrash",
    "-XX:-UsePerfData",  # nothing outside the folder
    "-Djava.awt.headless=true",
    "-Djava.io.tmpdir=.",
    "-Djdk.serialFilter=!*",  # no object comes out of a file
    "-Djavax.xml.accessExternalDTD=",
    "-Djavax.xml.accessExternalSchema=",
    "-Dlog4j2.disable.jmx=true",
    "-Duser.language=en",
    "-Duser.country=GB",
    "-Duser.timezone=UTC",  # plans keep wall clocks: no hour may be lost to a change of them
    "-Dfile.encoding=UTF-8",
)
_OTHERS_OPTIONS = ("CLASSPATH", "JAVA_OPTIONS", "_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")


def convert(tools: Tools, name: str, folder: Path, *, cancelled: Stopped, seconds: float) -> None:
    """Have the plans in `folder`/`name` written there as MSPDI with their index.

    Raises Unsafe for a file that cannot be read, Trouble when Java does not run, Cancelled when the person stops it.
    """
    command = [*tools.java, *_OPTIONS, "-cp", tools.classes, "planreader.Plans", name, "."]
    try:
        process = _start(command, folder)
    except OSError as error:
        raise Trouble(_(_BROKEN)) from error
    try:
        status = _wait(process, folder, cancelled, seconds)
    finally:
        _end(process)
    if status == _NO_START:
        raise Trouble(_(_BROKEN))
    if status:
        raise Unsafe(_TOLD.get(status, _DAMAGED), memory=MEMORY)


def _start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _OTHERS_OPTIONS}
    silent = subprocess.DEVNULL
    if sys.platform == "win32":
        return subprocess.Popen(
            command, cwd=folder, env=environment, stdin=silent, stdout=silent, stderr=silent,
            creationflags=subprocess.CREATE_NO_WINDOW,
        )  # fmt: skip
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdin=silent, stdout=silent, stderr=silent,
        start_new_session=True,  # one group, to be ended as one
    )  # fmt: skip


def _wait(process: subprocess.Popen[bytes], folder: Path, cancelled: Stopped, seconds: float) -> int:
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(_LISTEN)
        if cancelled():
            raise Cancelled
        if time.monotonic() > end:
            raise Unsafe(_TOO_LONG, seconds=int(seconds))
        if written(folder) > MOST_WRITTEN:
            raise Unsafe(_SWOLLEN)


def written(folder: Path) -> int:
    """Bytes in all files under `folder`; those that go while they are counted count for nothing."""
    total = 0
    for place, _folders, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118 - asked ten times a second
    return total


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it has started; nothing happens to one that has ended."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        silent = subprocess.DEVNULL
        subprocess.run(
            ["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False,
            stdin=silent, stdout=silent, stderr=silent, creationflags=subprocess.CREATE_NO_WINDOW,
        )  # fmt: skip
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
