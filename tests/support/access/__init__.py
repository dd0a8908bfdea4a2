# SPDX-License-Identifier: Apache-2.0
"""What the window is to somebody who works by keyboard, by ear, or with an unsteady hand."""
