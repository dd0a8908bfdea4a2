# SPDX-License-Identifier: Apache-2.0
"""Whatever the process that reads a plan does, the person gets one sentence, and nothing of it stays.

A Python script stands in for Java, so that every failure is tried on every machine.
"""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.exchange.plans.mpxj import running
from portfolio_desktop.exchange.plans.mpxj.finding import Tools
from portfolio_desktop.exchange.plans.mpxj.reading import read_plans

PLAN = b"\xd0\xcf\x11\xe0 something that begins like a plan"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "Plan für Köln.mpp"
    path.write_bytes(PLAN)
    return path


def java(tmp_path: Path, script: str) -> Tools:
    """A stand-in for Java that runs `script` in the working folder of the reading process."""
    path = tmp_path / "fake_java.py"
    path.write_text(f"import os, socket, subprocess, sys\n{script}\n", encoding="utf-8")
    return Tools((sys.executable, str(path)), "no classes")


def refusal(plan: Path, tools: Tools, seconds: float = 60.0) -> str:
    with pytest.raises(Refusal) as refused:
        read_plans(plan, tools=tools, seconds=seconds)
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith(plan.name)
    return str(refused.value)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (10, "is no plan that can be read here"),
        (11, "is locked with a password"),
        (12, "is damaged"),
        (3, "needs more than 512 MB of memory"),
        (134, "is damaged"),
        (57, "is damaged"),
    ],
)
def test_that_each_way_to_fail_has_its_sentence(plan: Path, tmp_path: Path, status: int, words: str) -> None:
    assert words in refusal(plan, java(tmp_path, f"sys.exit({status})"))


def test_that_a_crash_is_the_files_fault(plan: Path, tmp_path: Path) -> None:
    assert "is damaged" in refusal(plan, java(tmp_path, "os.kill(os.getpid(), 9)"))


def test_that_what_the_reader_says_is_never_shown(
    plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    script = (
        "for stream in (sys.stdout, sys.stderr):\n    stream.buffer.write(b'\\xff\\xfeException in thread main' * 100_000)\n"
        "sys.exit(12)"
    )
    assert "Exception" not in refusal(plan, java(tmp_path, script))
    assert capfd.readouterr() == ("", "")


def test_that_the_reader_gets_no_input_and_no_options_of_others(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"):
        monkeypatch.setenv(name, "-javaagent:another")
    script = (
        "others = [name for name in os.environ if name == 'CLASSPATH' or name.endswith('_OPTIONS')]\n"
        "sys.exit(12 if others or sys.stdin.read() else 10)"
    )
    assert "is no plan" in refusal(plan, java(tmp_path, script))


def test_that_little_memory_is_given_and_the_file_goes_under_a_plain_name(plan: Path, tmp_path: Path) -> None:
    script = (
        "fine = '-Xmx512m' in sys.argv and sys.argv[-3:] == ['planreader.Plans', 'plan', '.']\n"
        f"sys.exit(10 if fine and open('plan', 'rb').read() == {PLAN!r} else 12)"
    )
    assert "is no plan" in refusal(plan, java(tmp_path, script))


@pytest.fixture
def line() -> Iterator[socket.socket]:
    """Where processes of the stand-in call in; the line goes dead with the last of them."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        yield server


def hanging(server: socket.socket) -> str:
    """Starts a process that hangs as well; both hold the line."""
    port = server.getsockname()[1]
    call = f"import socket; line = socket.create_connection(('127.0.0.1', {port})); line.sendall(b'up'); line.recv(1)"
    return f"subprocess.Popen([sys.executable, '-c', {call!r}])\n{call}"


def lines(server: socket.socket) -> list[socket.socket]:
    found = []
    for _each in range(2):
        one, _address = server.accept()
        one.settimeout(60)
        assert one.recv(2) == b"up"
        found.append(one)
    return found


def is_dead(one: socket.socket) -> bool:
    with one:
        try:
            return one.recv(1) == b""
        except ConnectionResetError:
            return True


def test_that_a_reader_that_hangs_is_ended_with_all_that_it_started(
    plan: Path, tmp_path: Path, line: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    up: list[socket.socket] = []

    def written(folder: Path) -> int:
        """Asked before the time is over: waits until both processes are there."""
        up.extend(lines(line) if not up else [])
        return 0

    monkeypatch.setattr(running, "written", written)
    assert "took longer than 1 seconds" in refusal(plan, java(tmp_path, hanging(line)), seconds=1.0)
    assert [is_dead(one) for one in up] == [True, True]


def test_that_cancel_ends_the_reader_with_all_that_it_started(
    plan: Path, tmp_path: Path, line: socket.socket
) -> None:
    up: list[socket.socket] = []

    def cancelled() -> bool:
        up.extend(lines(line))
        return True

    with pytest.raises(Cancelled):
        read_plans(plan, tools=java(tmp_path, hanging(line)), cancelled=cancelled)
    assert [is_dead(one) for one in up] == [True, True]


def test_that_a_file_that_swells_is_given_up(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "MOST_WRITTEN", 1_000_000)
    script = "open('more', 'wb').write(bytes(2_000_000)); socket.create_server(('127.0.0.1', 0)).accept()"
    assert "unpacks to far more" in refusal(plan, java(tmp_path, script))


def test_that_nothing_stays_behind(plan: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    script = f"open({str(told)!r}, 'w').write(os.getcwd()); open('left', 'w').write('x'); sys.exit(12)"
    refusal(plan, java(tmp_path, script))
    assert told.read_text("utf-8")
    assert not Path(told.read_text("utf-8")).exists()
    assert plan.read_bytes() == PLAN


def test_that_a_java_that_does_not_start_is_not_blamed_on_the_file(plan: Path, tmp_path: Path) -> None:
    for tools in (java(tmp_path, "sys.exit(1)"), Tools((str(tmp_path / "no-java"),), "no classes")):
        with pytest.raises(Trouble, match="does not start"):
            read_plans(plan, tools=tools)


INDEX = "plan\tplan-0.xml\tMicrosoft\tMPP\tBridge\nassignments\t0\nelsewhere\t0\n"


@pytest.mark.parametrize(
    ("index", "mspdi"),
    [
        (None, None),
        (b"\xff\xfe\x00rubbish", None),
        (b"task\t1\n", None),
        (b"plan\tplan-0.xml\n", None),
        (INDEX.encode(), None),
        (INDEX.replace("plan-0.xml", "../../elsewhere.xml").encode(), None),
        (INDEX.replace("assignments\t0", "assignments\tmany").encode(), b"<Project/>"),
    ],
    ids=["nothing", "not text", "no plan first", "too short", "no plan", "a place outside", "no number"],
)
def test_that_garbage_from_the_reader_is_told_as_the_readers(
    plan: Path, tmp_path: Path, index: bytes | None, mspdi: bytes | None
) -> None:
    script = "".join(
        f"open({name!r}, 'wb').write({data!r})\n"
        for name, data in (("index.tsv", index), ("plan-0.xml", mspdi))
        if data is not None
    )
    with pytest.raises(Trouble, match="cannot be understood"):
        read_plans(plan, tools=java(tmp_path, script))


def test_that_a_broken_plan_from_the_reader_is_refused(plan: Path, tmp_path: Path) -> None:
    script = f"open('index.tsv', 'w').write({INDEX!r}); open('plan-0.xml', 'wb').write(b'<Project><Tasks>')"
    refusal(plan, java(tmp_path, script))


def test_that_a_plan_without_a_task_is_refused(plan: Path, tmp_path: Path) -> None:
    mspdi = b'<Project xmlns="http://schemas.microsoft.com/project"><Name>x</Name></Project>'
    script = f"open('index.tsv', 'w').write({INDEX!r}); open('plan-0.xml', 'wb').write({mspdi!r})"
    assert "without a single task" in refusal(plan, java(tmp_path, script))


def test_that_a_file_too_large_is_not_even_copied(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portfolio_desktop.exchange.plans.mpxj.reading.LARGEST_FILE", 10)
    assert "can be read" in refusal(plan, Tools(("never started",), ""))


def test_that_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"gone\.mpp could not be read"):
        read_plans(tmp_path / "gone.mpp", tools=Tools(("never started",), ""))
