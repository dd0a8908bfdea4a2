# SPDX-License-Identifier: Apache-2.0
"""What a page of the people file shows at a glance, read at once. Nothing is written here."""
