"""Judging a glossary itself, and how it fares in a text.

:func:`.lint.lint` finds what in a glossary will do harm; :mod:`.seen` counts where its terms stand.
What it finds are findings like those of a bitext, with a concept in the place of a unit, so all
reports can tell of them.
"""
