# SPDX-License-Identifier: Apache-2.0
"""The pages of a pack, one module for each kind. Each turns a `PackData` into sheets and says its message in the title."""
