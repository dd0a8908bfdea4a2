# SPDX-License-Identifier: Apache-2.0
"""The one query language: typed above a register, in the search over everything, in the palette and on the command line.

    harbour "exact words" owner:ann rag:red,amber due:<30d is:overdue -closed in:risks

`terms` takes the text apart, `naming` knows what may be asked for, `meaning` says what it means for one register,
`everywhere` for all of them, and `completing` what can be typed next. None of them reads the workspace but `everywhere`.
"""
