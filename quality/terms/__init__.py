"""Terms of a bitext without a glossary: what they are, how they were rendered, where that varies.

:func:`duilian.quality.terms.survey.survey` finds terms and their renderings; :mod:`.drift` tells
where those disagree, :mod:`.extraction` ranks them for a glossary, :mod:`.concordance` shows them
in their place. All are pure functions on the values in :mod:`.model`.
"""
