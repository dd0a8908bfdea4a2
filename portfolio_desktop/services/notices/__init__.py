# SPDX-License-Identifier: Apache-2.0
"""What calls for attention: gathered, remembered as done or put off, and told as quietly as was chosen."""
