# SPDX-License-Identifier: Apache-2.0
"""The pages of the people file: what opens and locks it, a manager's team, an appraisal, one's own year."""
