# SPDX-License-Identifier: Apache-2.0
"""The pages on money: by project over its whole life, and by year."""
