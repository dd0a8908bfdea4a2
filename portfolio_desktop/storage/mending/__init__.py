# SPDX-License-Identifier: Apache-2.0
"""What is still whole of a damaged workspace, and a new one made of it. The damaged file is read and never written."""
