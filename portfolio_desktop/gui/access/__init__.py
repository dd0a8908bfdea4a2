# SPDX-License-Identifier: Apache-2.0
"""What people need who work by keyboard or by ear: the way of Tab, roles for what paints itself, results that are said."""
