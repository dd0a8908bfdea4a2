# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.support.access [SCENE ...]`: play scenes and tell what keeps somebody out. Some minutes for all."""

import argparse
import os
import sys
import tempfile

from tests.support.offscreen import paint_into_memory

paint_into_memory()


def main() -> int:
    from tests.support.access.playing import play

    parser = argparse.ArgumentParser(prog="tests.support.access", description=__doc__)
    parser.add_argument("scene", nargs="*")
    with tempfile.TemporaryDirectory() as laptop:
        os.environ["PORTFOLIO_DESKTOP_HOME"] = laptop
        found = 0
        for scene, finding in play(parser.parse_args().scene):
            found += 1
            sys.stdout.write(f"{scene}: {finding}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{found} found\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
