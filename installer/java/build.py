# SPDX-License-Identifier: Apache-2.0
"""Builds resources/java/planreader.jar, the small Java side of reading plans with MPXJ: `python installer/java/build.py`.

Needs a JDK of Java 17 or later and, in this Python, the `mpxj` of requirements-mpp.txt. The jar is kept in the repository,
so nobody who runs or installs the product needs a JDK. It is the same to the byte for the same sources and compiler: no
times, sorted entries, and a manifest with the digest of the sources, which a test compares with them.
"""

import hashlib
import importlib.util
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
JAR = HERE.parents[1] / "resources" / "java" / "planreader.jar"
SOURCES = ("Charsets.java", "Plans.java")
RELEASE = "17"

# Java's name, its other names, and what Python calls the same table. Those that plans and the notes in them name.
CHARSETS = (
    ("x-MacRoman", "MacRoman macintosh", "mac_roman"),
    ("x-MacCentralEurope", "MacCentralEurope", "mac_latin2"),
    ("x-MacCroatian", "MacCroatian", "mac_croatian"),
    ("x-MacCyrillic", "MacCyrillic x-MacUkraine", "mac_cyrillic"),
    ("x-MacGreek", "MacGreek", "mac_greek"),
    ("x-MacIceland", "MacIceland", "mac_iceland"),
    ("x-MacRomania", "MacRomania", "mac_romanian"),
    ("x-MacTurkish", "MacTurkish", "mac_turkish"),
    ("windows-1255", "cp1255", "cp1255"),
    ("windows-1256", "cp1256", "cp1256"),
    ("windows-1258", "cp1258", "cp1258"),
    ("x-windows-874", "windows-874 cp874 ms874", "cp874"),
)


def charsets() -> bytes:
    """The tables that Charsets.java reads, from Python's own codecs."""
    upper = bytes(range(128, 256))
    lines = (f"{name}\t{others}\t{upper.decode(codec, 'replace')}\n" for name, others, codec in CHARSETS)
    return "".join(lines).encode("utf-8")


def digest() -> str:
    """Of all that the jar is made from."""
    parts = [(HERE / "planreader" / name).read_text("utf-8").encode("utf-8") for name in SOURCES]
    return hashlib.sha256(b"\0".join([*parts, charsets(), RELEASE.encode()])).hexdigest()


def compiler() -> str:
    """`javac 17.0.15`, or empty where there is none."""
    if not shutil.which("javac"):
        return ""
    return subprocess.run(["javac", "-version"], capture_output=True, text=True, check=True).stdout.strip()


def build() -> bytes:
    """The jar's bytes. Raises subprocess.CalledProcessError with the compiler's own words."""
    mpxj = importlib.util.find_spec("mpxj")
    if mpxj is None or mpxj.origin is None:
        sys.exit("build.py: install requirements-mpp.txt first: the sources are compiled against MPXJ.")
    classes: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        command = ["javac", "--release", RELEASE, "-g:none", "-Xlint:all,-path", "-Werror", "-proc:none"]
        places = ["-encoding", "UTF-8", "-cp", f"{Path(mpxj.origin).parent / 'lib'}/*", "-d", folder]
        subprocess.run([*command, *places, *(HERE / "planreader" / name for name in SOURCES)], check=True)
        for path in Path(folder).rglob("*.class"):
            classes[path.relative_to(folder).as_posix()] = path.read_bytes()
    manifest = f"Manifest-Version: 1.0\nDigest: {digest()}\nCompiler: {compiler()}\n\n"
    service = "META-INF/services/java.nio.charset.spi.CharsetProvider"
    entries = {"planreader/charsets.txt": charsets(), service: b"planreader.Charsets\n", **classes}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as jar:
        for name, data in [("META-INF/MANIFEST.MF", manifest.encode()), *sorted(entries.items())]:
            jar.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


if __name__ == "__main__":
    JAR.parent.mkdir(parents=True, exist_ok=True)
    JAR.write_bytes(build())
