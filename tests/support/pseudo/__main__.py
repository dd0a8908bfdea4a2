# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.support.pseudo [--pictures DIR] [SCENE ...]`: play scenes in the pseudo-language and tell what is found.

Prints, for every scene (some minutes for all), the words that are not marked and the texts that are cut off, each once.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from portfolio_desktop.base import i18n
from tests.support.offscreen import paint_into_memory
from tests.support.pseudo.letters import Pseudo

paint_into_memory()
i18n.use(Pseudo(), "en-XA")


def main() -> int:
    from tests.support.pseudo.playing import play

    parser = argparse.ArgumentParser(prog="tests.support.pseudo", description=__doc__)
    parser.add_argument("--pictures", type=Path, help="keep a picture of each scene in this folder")
    parser.add_argument("scene", nargs="*")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as laptop:
        os.environ["PORTFOLIO_DESKTOP_HOME"] = laptop
        found = 0
        for scene, finding in play(chosen.scene, chosen.pictures):
            found += 1
            sys.stdout.write(f"{scene}: {finding}\n")
    sys.stdout.write(f"{found} found\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
