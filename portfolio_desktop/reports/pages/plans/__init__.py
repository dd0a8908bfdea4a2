# SPDX-License-Identifier: Apache-2.0
"""The schedule pages of a pack: the portfolio on a timeline, each plan's path to its promised date, and hand-overs."""
