"""Scoring candidate translations against references, and saying what a difference is worth.

sacreBLEU's own classes count and compute (:mod:`.metrics`), once for each segment and on all cores
(:mod:`.counting`); confidence and significance come from resampling those counts
(:mod:`.resampling`), with the same draws as sacreBLEU and so the same p-values, in a fraction of
its time and memory.
"""
