# SPDX-License-Identifier: Apache-2.0
"""Making the forms and scales that an organisation appraises on, as long as no running year stands on them."""
