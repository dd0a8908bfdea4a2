# SPDX-License-Identifier: Apache-2.0
"""The window: Qt Widgets over the services. Together with `app` the only place that may import PySide6."""
