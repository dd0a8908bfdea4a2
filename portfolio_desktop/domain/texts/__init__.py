# SPDX-License-Identifier: Apache-2.0
"""Several versions of one text: what differs between them word by word, and whether their paragraphs go together."""
