# SPDX-License-Identifier: Apache-2.0
"""The people file: encrypted apart from the workspace, opened by a passphrase, erased by destroying its key.

Only `services.people` may import this package. Nothing in it knows what an appraisal is.
"""
