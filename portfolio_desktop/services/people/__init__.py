# SPDX-License-Identifier: Apache-2.0
"""Use cases over a people file. The only package that may open one."""
