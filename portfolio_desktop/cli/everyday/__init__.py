# SPDX-License-Identifier: Apache-2.0
"""What the window offers every day, without a window: diary, notices, preferences, the quality of the data."""
