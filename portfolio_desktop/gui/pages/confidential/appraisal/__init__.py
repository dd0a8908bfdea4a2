# SPDX-License-Identifier: Apache-2.0
"""One appraisal as a form that is filled in, discussed and signed."""
