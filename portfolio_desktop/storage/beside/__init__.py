# SPDX-License-Identifier: Apache-2.0
"""What a laptop keeps beside a workspace, and nobody can read without it."""
