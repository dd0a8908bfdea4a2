# SPDX-License-Identifier: Apache-2.0
"""What can be chosen: described like any record, and kept where each choice belongs."""
