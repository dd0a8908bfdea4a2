# SPDX-License-Identifier: Apache-2.0
"""How a project's plan leaves the office: as the plain values that every writer of plans takes."""
