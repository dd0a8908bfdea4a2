# SPDX-License-Identifier: Apache-2.0
"""Records that say the same thing twice: found, and made one."""
