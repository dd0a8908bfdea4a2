# SPDX-License-Identifier: Apache-2.0
"""What a register draws besides the words of its cells: the headings of groups, and the signs of marks."""
