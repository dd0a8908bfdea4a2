# SPDX-License-Identifier: Apache-2.0
"""Teams, what roles ask for, what people can do, and what is asked of them. Nothing about how anybody performs."""
