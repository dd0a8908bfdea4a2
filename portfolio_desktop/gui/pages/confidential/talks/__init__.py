# SPDX-License-Identifier: Apache-2.0
"""Two people talking: conversations with their agenda and promises, coaching, mentoring outside the line."""
