# SPDX-License-Identifier: Apache-2.0
"""What is kept on one person through the year, and one's own: the year, development, what is formal, and health apart."""
