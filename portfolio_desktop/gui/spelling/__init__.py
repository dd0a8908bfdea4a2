# SPDX-License-Identifier: Apache-2.0
"""Words that no dictionary knows are underlined in fields of several lines, and put right with a key or the mouse."""
