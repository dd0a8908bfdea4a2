# SPDX-License-Identifier: Apache-2.0
"""What changed between two moments, project by project, with what was made before the earlier one and arrived after it."""
