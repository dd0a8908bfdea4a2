# SPDX-License-Identifier: Apache-2.0
"""Plans that only MPXJ reads: .mpp, .mpx, .pod, Primavera's XML and more, through a Java process that can hurt nothing."""
