# SPDX-License-Identifier: Apache-2.0
"""Work packages and capacity by command."""
