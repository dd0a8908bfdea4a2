# SPDX-License-Identifier: Apache-2.0
"""What the registers show where edits were made by people unaware of each other."""
