# SPDX-License-Identifier: Apache-2.0
"""Plans as they lie in a workspace: read for the scheduling engine, and what it works out kept beside the tasks."""
