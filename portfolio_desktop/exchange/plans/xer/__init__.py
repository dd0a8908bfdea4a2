# SPDX-License-Identifier: Apache-2.0
"""Primavera's exchange files (XER), read and written: tables as text, one row a line."""
