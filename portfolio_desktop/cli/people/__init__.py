# SPDX-License-Identifier: Apache-2.0
"""People and skills by command."""
