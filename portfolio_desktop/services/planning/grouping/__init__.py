# SPDX-License-Identifier: Apache-2.0
"""What holds the rows of a timeline together: headings over projects, headings over tasks, and the arrows between them."""
