# SPDX-License-Identifier: Apache-2.0
"""Keys of encrypted files: wrapped by a passphrase and a recovery key, kept beside the file, held while it is open.

The people file and a workspace under a password share what is here. Nothing in it knows what such a file holds.
"""
