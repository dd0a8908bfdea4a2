# SPDX-License-Identifier: Apache-2.0
"""What plans once were: pictures taken of them, to be measured against ever after."""
