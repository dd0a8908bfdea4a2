# SPDX-License-Identifier: Apache-2.0
"""Papers about work that is handed over: one package for whoever takes it on, and how a team's went."""
