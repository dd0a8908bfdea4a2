# SPDX-License-Identifier: Apache-2.0
"""What is done to a plan on its timeline. Each act returns one change set under one label, so one undo takes it back."""
