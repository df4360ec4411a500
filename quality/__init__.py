"""Judging a bitext: what is wrong with a translation, where, and how sure that is.

Units come in (:mod:`.passage`), rules look at them (:mod:`.rules`), the checker runs the rules
(:mod:`.checker`), and reports tell what they found (:mod:`.report`).
"""
