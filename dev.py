# SPDX-License-Identifier: Apache-2.0
"""From a fresh clone to a running window, with nothing but Python: the same words on Linux, Windows and macOS.

    python3 dev.py run      sets up, then opens the demo portfolio (without a display: prints its pack as PDF)
    python3 dev.py remote   adds what shares through an address: SFTP, SMB, WebDAV, S3 (21 MB)
    python3 dev.py optimise adds the solver that proves how good a levelled plan is (30 MB)
    python3 dev.py plans    adds what reads plans of other programs, Microsoft Project's among them (70 MB)
    python3 dev.py translate  gathers the texts for translators and takes in what they translated (docs/translations.md)
    python3 dev.py test     sets up, then checks everything: format, lint, types, layers, tests
    python3 dev.py package  makes what people install on this system (installer/README.md), in an environment of its own

The first call makes two folders here, both safe to delete: `.tools` (the installer, uv) and `.venv` (Qt and the
other libraries, at the exact versions and hashes of requirements*.txt). Later calls find them finished and go
straight on. This file uses the standard library alone, and must not import the product.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.exit(f"dev.py: Portfolio Desktop needs Python 3.11 to 3.14; this is {sys.version.split()[0]}.")

import argparse
import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
DEMO = ROOT / "build" / "demo.portfolio"
RUNTIME, REMOTE, OPTIMISE, PLANS, DEVELOPMENT, INSTALLER = (
    ROOT / f"requirements{what}.txt" for what in ("", "-remote", "-optimise", "-mpp", "-dev", "-tools")
)
RICHER = (RUNTIME, REMOTE, OPTIMISE, PLANS, DEVELOPMENT)  # each holds what the one before it holds

PACKING, PACKER = ROOT / "requirements-package.txt", TOOLS / "package"

# Which Debian or Ubuntu package brings a library that Qt's own wheels expect of the system.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

# Words in an installer's last lines, and what they mean to the person in front of it.
INSTALL_FAILURES = {
    "no space left": "The disk is full.",
    "hash mismatch": "A download does not match its pinned hash, so nothing of it was installed.",
    "do not match the hashes": "A download does not match its pinned hash, so nothing of it was installed.",
    "certificate": "The package index's certificate is not trusted here: set SSL_CERT_FILE to your organisation's.",
    "no matching distribution": "The package index cannot be reached or lacks a pinned version: check the network.",
    "no wheels": "A pinned package has no build for this system and this Python.",
    "no usable wheels": "A pinned package has no build for this system and this Python.",
    "permission denied": "A folder cannot be written: check who owns this one.",
    "read-only file system": "This folder is on a read-only disk: clone to one that can be written.",
}
NO_NETWORK = (
    "A download failed: check the network and, behind a proxy, HTTPS_PROXY; then run the same command again."
)


Command = Sequence[str | Path]


class Stop(Exception):
    """The one sentence to end with, exit status 1."""


def main(arguments: Sequence[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up, run and check Portfolio Desktop.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("run", help="open the window on the demo portfolio (without a display: print its pack)")
    verbs.add_parser("remote", help="add sharing through an address: SFTP, SMB, WebDAV, S3")
    verbs.add_parser("optimise", help="add the solver that searches levelled plans thoroughly")
    verbs.add_parser("plans", help="add the reader of Microsoft Project's and other programs' own files")
    verbs.add_parser("test", help="format, lint, types, layers and tests; further arguments go to pytest")
    verbs.add_parser("bench", help="measure; with a name, only that benchmark")
    verbs.add_parser("package", help="make what people install here; --smoke starts and uses it")
    verbs.add_parser("lock", help="pin what pyproject.toml asks for; --upgrade takes the newest")
    verbs.add_parser("translate", help="gather the texts to translate, compile the translations")
    verbs.add_parser("format", help="rewrite the code in the house format")
    chosen, rest = parser.parse_known_args(arguments)
    if rest and chosen.verb in ("run", "remote", "optimise", "plans", "translate", "format"):
        parser.error(f"{chosen.verb} takes no further arguments")
    verb = {
        "run": run,
        "remote": remote,
        "optimise": optimise,
        "plans": plans,
        "test": test,
        "bench": bench,
        "package": package,
        "lock": lock,
        "translate": translate,
        "format": reformat,
    }
    work = verb[chosen.verb]
    try:
        return work(rest)
    except Stop as end:
        reason = str(end)
    except OSError as problem:
        reason = f"{problem.filename or ROOT}: {problem.strerror or problem}."
    except KeyboardInterrupt:
        return 130
    print(f"dev.py: {reason}", file=sys.stderr)
    return 1


# --- the verbs ---------------------------------------------------------------------------------------------------


def run(_: Sequence[str]) -> int:
    display = has_display(sys.platform, os.environ)
    set_up(RUNTIME, display=display)
    DEMO.parent.mkdir(exist_ok=True)
    product = program(VENV, "portfolio-desktop")
    if not DEMO.exists():
        demand([product, "demo", DEMO], "The demo portfolio could not be made.")
    if display:
        return call([product, "open", DEMO])
    say("No display here, so no window. The demo portfolio's steering pack, as a PDF instead:")
    pack = DEMO.with_name("demo-pack.pdf")
    demand([product, "pack", DEMO, pack], "The demo portfolio's pack could not be written.")
    return 0


def remote(_: Sequence[str]) -> int:
    set_up(REMOTE, display=has_display(sys.platform, os.environ))
    say("Portfolios can be shared through an address now. `python3 dev.py run` opens the window.")
    return 0


def optimise(_: Sequence[str]) -> int:
    set_up(OPTIMISE, display=has_display(sys.platform, os.environ))
    say("Plans can be levelled thoroughly now. `python3 dev.py run` opens the window.")
    return 0


def plans(_: Sequence[str]) -> int:
    set_up(PLANS, display=has_display(sys.platform, os.environ))
    say(
        "Plans of other programs (.mpp, .mpx, .pod and more) can be read now. `python3 dev.py run` opens the window."
    )
    return 0


def test(pytest_arguments: Sequence[str]) -> int:
    set_up(DEVELOPMENT, display=False)
    checks: dict[str, Command] = {
        "Format": [program(VENV, "ruff"), "format", "--check", "--quiet", "."],
        "Lint": [program(VENV, "ruff"), "check", "--quiet", "."],
        "Types": [program(VENV, "mypy"), "--no-error-summary"],
        "Layers": [program(VENV, "lint-imports"), "--no-logo"],
    }
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    with beside([program(VENV, "pytest"), "--collect-only", "--quiet"], offscreen):
        for name, command in checks.items():
            started = time.monotonic()
            say(f"== {name}")
            advice = " `python3 dev.py format` puts it right." if name == "Format" else ""
            demand(command, f"{name}: the lines above say what to change.{advice}")
            say(f"   in order, {time.monotonic() - started:.1f} s")
    say("== Tests, drift of generated files among them")
    # One more than there are processors: whoever waits for a process or a disk leaves one idle.
    workers = str((os.cpu_count() or 1) + 1)
    return min(call([program(VENV, "pytest"), "-n", workers, *pytest_arguments], offscreen), 1)


def bench(names: Sequence[str]) -> int:
    set_up(DEVELOPMENT, display=False)
    scripts = {path.stem: path for path in sorted((ROOT / "benchmarks").glob("[!_]*.py"))}
    for name in names or scripts:
        if name not in scripts:
            raise Stop(f"There is no benchmark {name}; there are: {', '.join(scripts) or 'none yet'}.")
        say(f"== {name}")
        command = [program(VENV, "python"), "-m", f"benchmarks.{name}"]
        demand(command, f"The benchmark {name} failed.", {"QT_QPA_PLATFORM": "offscreen"})
    return 0


def package(arguments: Sequence[str]) -> int:
    set_up_packer()
    offscreen = {} if has_display(sys.platform, os.environ) else {"QT_QPA_PLATFORM": "offscreen"}
    return min(call([program(PACKER, "python"), "-m", "installer.package", *arguments], offscreen), 1)


def lock(uv_arguments: Sequence[str]) -> int:
    set_up_tools()
    words = (
        "pip compile --quiet --universal --python-version=3.11 --generate-hashes --no-annotate --no-header"
    )
    sources = {
        RUNTIME: ["pyproject.toml"],
        REMOTE: ["pyproject.toml", "--extra=remote", f"--constraints={RUNTIME}"],
        OPTIMISE: ["pyproject.toml", "--extra=remote", "--extra=optimise", f"--constraints={REMOTE}"],
        PLANS: [
            "pyproject.toml",
            "--extra=remote",
            "--extra=optimise",
            "--extra=mpp",
            f"--constraints={OPTIMISE}",
        ],
        DEVELOPMENT: [
            "pyproject.toml",
            "--extra=remote",
            "--extra=optimise",
            "--extra=mpp",
            "--group=dev",
            f"--constraints={PLANS}",
        ],
        PACKING: ["pyproject.toml", "--group=package", f"--constraints={RUNTIME}"],
        INSTALLER: ["--group=tools"],
    }
    for target, source in sources.items():
        command = uv_command(words, *source, *uv_arguments, f"--output-file={target}")
        demand(command, f"{target.name} could not be pinned.", index_settings())
        pins = target.read_text("utf-8")
        target.write_text(
            f"# Written by `python3 dev.py lock` from pyproject.toml: never edit it by hand.\n{pins}",
            encoding="utf-8",
            newline="\n",
        )
        say(f"{target.name}: {pins.count('==')} packages")
    return 0


def translate(_: Sequence[str]) -> int:
    set_up(DEVELOPMENT, display=False)
    return call([program(VENV, "python"), "-m", "tests.support.translations"])


def reformat(_: Sequence[str]) -> int:
    set_up(DEVELOPMENT, display=False)
    call([program(VENV, "ruff"), "check", "--fix-only", "--quiet", "."])
    return call([program(VENV, "ruff"), "format", "."])


# --- the set-up --------------------------------------------------------------------------------------------------


def set_up(requirements: Path, *, display: bool) -> None:
    """Leaves `.venv` with exactly the pinned libraries and the product itself, or stops with a reason.

    What an earlier call added stays: whoever reads .mpp files goes on doing so after an update.
    """
    install_system_packages(display=display)
    with alone():
        found = read_stamp(VENV)
        requirements = richest(requirements, found)
        wanted = stamp(requirements)
        if found == wanted and works(VENV):
            return
        started = time.monotonic()
        set_up_tools_alone()
        if not found or not works(VENV):
            say("Making .venv")
            remove(VENV)
            uv("venv --quiet --python", sys.executable, VENV)
        (VENV / "stamp").unlink(missing_ok=True)  # killed from here on, it is remade
        say("Installing the libraries (the first time about 150 MB)")
        uv("pip sync --require-hashes --only-binary=:all: --compile-bytecode --python", VENV, requirements)
        uv("pip install --no-deps --python", VENV, "--build-constraints", INSTALLER, "--editable", ROOT)
        check_qt()
        (VENV / "stamp").write_text(wanted, encoding="utf-8")
        say(f"Set up in {time.monotonic() - started:.0f} s")


def set_up_packer() -> None:
    """Leaves `.tools/package` with what runs and what packs, and nothing else: what is there may end up in the bundle."""
    install_system_packages(display=has_display(sys.platform, os.environ))
    with alone():
        wanted = stamp(PACKING)
        if read_stamp(PACKER) == wanted and works(PACKER):
            return
        set_up_tools_alone()
        say("Fetching the libraries to pack, and the packer")
        remove(PACKER)
        uv("venv --quiet --python", sys.executable, PACKER)
        uv("pip sync --require-hashes --only-binary=:all: --compile-bytecode --python", PACKER, PACKING)
        (PACKER / "stamp").write_text(wanted, encoding="utf-8")


def richest(requirements: Path, found: str) -> Path:
    """What was asked for now, or what the environment with the stamp `found` holds if that is more."""
    had = [index for index, path in enumerate(RICHER) if path.name == found.rpartition(" ")[2]]
    return RICHER[max([RICHER.index(requirements), *had])]


def set_up_tools() -> None:
    install_system_packages(display=False)
    with alone():
        set_up_tools_alone()


def set_up_tools_alone() -> None:
    """Puts uv into `.tools/env` by pip, which every Python brings, at its pinned hash."""
    folder, wanted = TOOLS / "env", stamp(INSTALLER)
    if read_stamp(folder) == wanted and works(folder):
        return
    say("Fetching the installer, uv")
    remove(folder)
    watch([sys.executable, "-m", "venv", folder])
    options = "--quiet --retries=2 --disable-pip-version-check --only-binary=:all: --require-hashes"
    watch([program(folder, "python"), "-m", "pip", "install", *options.split(), "-r", INSTALLER])
    (folder / "stamp").write_text(wanted, encoding="utf-8")


def stamp(requirements: Path) -> str:
    """What a finished environment was made from: another interpreter, place, pin or entry point makes another."""
    digest = hashlib.sha256()
    for part in (sys.version, sys.base_prefix, str(ROOT)):
        digest.update(part.encode() + b"\0")
    for path in (requirements, INSTALLER, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes() + b"\0")
    return f"{digest.hexdigest()} {requirements.name}"


def read_stamp(folder: Path) -> str:
    """The stamp of a finished environment; empty for none, or for one that was killed half-way."""
    path = folder / "stamp"
    return path.read_text("utf-8", errors="replace") if path.is_file() else ""


def remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def works(folder: Path) -> bool:
    """Whether the environment's Python still starts: the one it was made from may be gone or replaced."""
    command = [program(folder, "python"), "-c", f"import sys; sys.exit(sys.version != {sys.version!r})"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Lets one dev.py at a time change the environments; the others wait for it."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("a+b") as handle:
        os.set_inheritable(handle.fileno(), True)  # an installer that outlives a killed dev.py keeps the lock
        if not try_lock(handle.fileno()):
            say("Another dev.py is setting up here: waiting for it")
            while not try_lock(handle.fileno()):
                time.sleep(0.2)
        yield


def try_lock(descriptor: int) -> bool:
    """Takes the lock that ends with its file's closing, or says that another process holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def uv(words: str, *rest: str | Path) -> None:
    watch(uv_command(words, *rest), index_settings())


def uv_command(words: str, *rest: str | Path) -> Command:
    return [program(TOOLS / "env", "uv"), *words.split(), *rest]


def index_settings() -> dict[str, str]:
    """uv does not read pip's configuration; an organisation's mirror and certificates are usually kept there."""
    shown = subprocess.run(
        [program(TOOLS / "env", "python"), "-m", "pip", "config", "list"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return uv_settings(shown.stdout, os.environ)


def uv_settings(pip_configuration: str, environment: Mapping[str, str]) -> dict[str, str]:
    """uv's variables for what `pip config list` printed; what the person set for uv itself stays as it is."""
    names = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE", "proxy": "HTTPS_PROXY"}
    settings = {"UV_SYSTEM_CERTS": "1"}
    for line in pip_configuration.splitlines():
        key, _, value = line.partition("=")
        option = key.rpartition(".")[2]
        if option in names:
            settings[names[option]] = value.strip("'\"")
    return {name: value for name, value in settings.items() if name not in environment}


# --- what the system must bring ----------------------------------------------------------------------------------


def install_system_packages(*, display: bool) -> None:
    """Finds what Debian splits from Python and what Qt expects of Linux; installs it as root, or says the line."""
    packages = [] if can_make_environments() else [f"python3.{sys.version_info[1]}-venv"]
    if sys.platform.startswith("linux"):
        wanted = wanted_libraries(os.environ if display else {})
        packages += packages_for(missing_libraries(wanted), wanted)
    if not packages:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    may_install = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    if not may_install:
        raise Stop(advice(packages, has_apt=bool(shutil.which("apt-get"))))
    say(f"Installing system packages: {' '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    update = ["apt-get", "--quiet=2", "update"]
    if subprocess.run(update, env=environment(quiet), check=False).returncode:
        say("   apt-get could not refresh its lists; trying with those it has")
    done = subprocess.run(install, env=environment(quiet), stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise Stop(f"apt-get could not install what is missing: see above, then try {shlex.join(install)}")


def can_make_environments() -> bool:
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


def wanted_libraries(variables: Mapping[str, str]) -> dict[str, str]:
    """Library -> package for drawing in memory, and for the kind of display these variables announce."""
    wanted = dict(QT_LIBRARIES)
    if variables.get("DISPLAY"):
        wanted |= X11_LIBRARIES
    if variables.get("WAYLAND_DISPLAY"):
        wanted |= WAYLAND_LIBRARIES
    return wanted


def missing_libraries(names: Iterable[str]) -> list[str]:
    missing = []
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def packages_for(missing: Iterable[str], known: Mapping[str, str]) -> list[str]:
    return sorted({known[name] for name in missing})


def advice(packages: Sequence[str], *, has_apt: bool) -> str:
    if has_apt:
        return f"System packages are missing. Run: sudo apt-get install --no-install-recommends {' '.join(packages)}"
    return f"System packages are missing; under Debian's names: {' '.join(packages)}. Install your system's equivalents."


def check_qt() -> None:
    """Loads Qt once, so that a library nobody thought of is named now and not by a crash."""
    modules = "PySide6.QtCore, PySide6.QtGui, PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtNetwork"
    command = [program(VENV, "python"), "-c", f"import {modules}"]
    loaded = subprocess.run(command, capture_output=True, text=True, check=False)
    if loaded.returncode:
        raise Stop(f"Qt does not load here: {loaded.stderr.strip().splitlines()[-1]}")


def has_display(platform: str, variables: Mapping[str, str]) -> bool:
    return not platform.startswith("linux") or bool(
        variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY")
    )


# --- running programs --------------------------------------------------------------------------------------------


def program(folder: Path, name: str) -> str:
    """Where an environment keeps a program, on either family of systems."""
    return str(folder / "Scripts" / f"{name}.exe" if os.name == "nt" else folder / "bin" / name)


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """What programs see: never another environment's settings, nor a wish to leave bytecode unwritten (slow starts)."""
    foreign = ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return kept | {"PYTHONUTF8": "1"} | dict(extra or {})


def call(command: Command, extra: Mapping[str, str] | None = None) -> int:
    return subprocess.run(command, cwd=ROOT, env=environment(extra), check=False).returncode


def demand(command: Command, otherwise: str, extra: Mapping[str, str] | None = None) -> None:
    if call(command, extra):
        raise Stop(otherwise)


@contextlib.contextmanager
def beside(command: Command, extra: Mapping[str, str] | None = None) -> Iterator[None]:
    """Runs a program for as long as something else goes on; what it says is for nobody.

    The types take a minute of one processor. Tests whose bytecode another has written meanwhile begin half a minute sooner.
    """
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(extra), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield
        finally:
            process.kill()


def watch(command: Command, extra: Mapping[str, str] | None = None) -> None:
    """Runs an installer, showing its lines as they come; its failure becomes one sentence."""
    lines = []
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(extra), close_fds=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if not line.startswith((" + ", " - ", " ~ ")):  # uv's list of every package
                say(f"   {line.rstrip()}")
    if process.returncode:
        raise Stop(failure("".join(lines)))


def failure(output: str) -> str:
    words = output.lower()
    return next((sentence for sign, sentence in INSTALL_FAILURES.items() if sign in words), NO_NETWORK)


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
