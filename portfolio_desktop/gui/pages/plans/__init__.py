# SPDX-License-Identifier: Apache-2.0
"""Opening a plan of another program: choose a file, say where it goes, see what would happen, and only then write."""
