# SPDX-License-Identifier: Apache-2.0
"""What a portfolio office keeps. Tables, registers, forms, imports, reports and sync are all driven from here.

Meaning only: no widget, no SQL, no file format is named in this package.
"""
