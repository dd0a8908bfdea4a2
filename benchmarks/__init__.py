# SPDX-License-Identifier: Apache-2.0
"""What an act costs against the least that it could cost, measured in the same run. Run by hand, never in the suite."""
