# SPDX-License-Identifier: Apache-2.0
"""What makes a folder a program of macOS: what it tells of itself, and the disk image that people open.

Only `image` needs a Mac. Signing and notarising are in docs/installing.md and in the release workflow.
"""

import os
import subprocess
from pathlib import Path
from typing import Any

from installer.contents import IDENTIFIER, SUFFIX, TITLE

_TYPE = f"{IDENTIFIER}.workspace"


def information(version: str) -> dict[str, Any]:
    """What Info.plist says beyond what the packer writes: version, and that workspaces open with this program."""
    return {
        "CFBundleDisplayName": TITLE,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": f"{TITLE} workspace",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [_TYPE],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": _TYPE,
                "UTTypeDescription": f"{TITLE} workspace",
                "UTTypeConformsTo": ["public.database"],
                "UTTypeTagSpecification": {"public.filename-extension": [SUFFIX.lstrip(".")]},
            }
        ],
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "Licensed under Apache-2.0",
    }


def image(app: Path, target: Path, staging: Path) -> Path:
    """A compressed disk image with the program and the way to drag it to; signed where an identity is named."""
    staging.mkdir(parents=True)
    subprocess.run(["ditto", app, staging / app.name], check=True)
    (staging / "Applications").symlink_to("/Applications")
    made = ["-volname", TITLE, "-srcfolder", str(staging), "-fs", "HFS+", "-format", "ULFO", str(target)]
    subprocess.run(["hdiutil", "create", *made], check=True)
    if identity := os.environ.get("CODESIGN_IDENTITY"):
        subprocess.run(["codesign", "--sign", identity, "--timestamp", target], check=True)
    return target
