# SPDX-License-Identifier: Apache-2.0
"""A desk with a small workspace."""

from tests.gui.form.conftest import desk

__all__ = ["desk"]
