# SPDX-License-Identifier: Apache-2.0
"""A window with a people file beside its workspace."""

from tests.support.confidential import office
from tests.support.people import begun
from tests.support.people_files import quick_passphrases
from tests.support.windows import laptop, shell

__all__ = ["begun", "laptop", "office", "quick_passphrases", "shell"]
