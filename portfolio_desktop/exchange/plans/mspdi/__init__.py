# SPDX-License-Identifier: Apache-2.0
"""Microsoft Project's XML (MSPDI), read and written without Microsoft Project or Java."""
