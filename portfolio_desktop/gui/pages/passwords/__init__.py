# SPDX-License-Identifier: Apache-2.0
"""Passwords as the window asks for them and sets them, with what the people file's gate shares of it."""
