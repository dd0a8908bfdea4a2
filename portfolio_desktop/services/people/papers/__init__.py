# SPDX-License-Identifier: Apache-2.0
"""What goes on paper out of a people file, as plain data: complete in itself, and nothing in it that its reader may not see."""
