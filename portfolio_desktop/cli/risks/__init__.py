# SPDX-License-Identifier: Apache-2.0
"""The risk log by command, and the bands that its matrix judges by."""
