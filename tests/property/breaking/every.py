# SPDX-License-Identifier: Apache-2.0
"""Every operation that is broken off and made to fail, by name."""

from tests.property.breaking.confidential import CONFIDENTIAL
from tests.property.breaking.scenes import SHARED

SCENES = {scene.name: scene for scene in (*SHARED, *CONFIDENTIAL)}
