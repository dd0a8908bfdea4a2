# SPDX-License-Identifier: Apache-2.0
"""What is kept apart and stricter: health, and pay. Read by these functions and by nothing else, in no copy for anybody."""
