"""Scoring candidate translations, and saying what a difference is worth.

sacreBLEU's own classes count and compute (:mod:`.metrics`), once for each segment and on all cores
(:mod:`.counting`); confidence and significance come from resampling those counts
(:mod:`.resampling`), with the same draws as sacreBLEU and so the same p-values, in a fraction of
its time and memory.

What is one number a segment comes as a column (:mod:`.columns`), which all of that serves likewise:
adequacy without a reference (:mod:`.adequacy`), terms (:mod:`.glossary`), COMET (:mod:`.comet`) and
whatever was computed elsewhere (:mod:`.given`). :mod:`.choice` knows which metrics there are.
"""
