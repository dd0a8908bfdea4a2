# SPDX-License-Identifier: Apache-2.0
"""What goes out of a people file on paper. Nothing here is reachable from a pack."""
