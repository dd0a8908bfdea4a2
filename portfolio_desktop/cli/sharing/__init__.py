# SPDX-License-Identifier: Apache-2.0
"""Sharing a workspace through a folder, and settling what people said differently, by command."""
