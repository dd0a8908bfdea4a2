# SPDX-License-Identifier: Apache-2.0
"""Ways to look at a register: as data, as shipped, and as an office saves them. The same in the window and by command."""
