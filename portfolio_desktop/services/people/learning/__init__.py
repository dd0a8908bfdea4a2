# SPDX-License-Identifier: Apache-2.0
"""Learning from one another: coaching between two people of the line, mentoring outside it."""
