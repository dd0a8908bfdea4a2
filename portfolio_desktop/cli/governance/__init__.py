# SPDX-License-Identifier: Apache-2.0
"""How the portfolio is governed, by command: escalations, meetings, assurance, changes, and what is put away."""
