# SPDX-License-Identifier: Apache-2.0
"""How words get into a people file from its pages: kept while they are written, and never lost when it locks."""
