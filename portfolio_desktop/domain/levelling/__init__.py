# SPDX-License-Identifier: Apache-2.0
"""People and machines that several projects share: where they are asked for twice, and a plan in which they are not."""
