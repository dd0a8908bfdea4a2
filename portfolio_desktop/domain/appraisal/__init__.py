# SPDX-License-Identifier: Apache-2.0
"""The rules of appraisals as pure functions: who sees and writes what when, what is suggested, what is asked about."""
