# SPDX-License-Identifier: Apache-2.0
"""What tables of several pages have in common."""
