# SPDX-License-Identifier: Apache-2.0
"""Pictures of the window in every state: what is pictured, theme by theme of the field, and how it is drawn."""
