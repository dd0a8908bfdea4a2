# SPDX-License-Identifier: Apache-2.0
"""The risk log as a board reads it, and what is done to a risk there."""
