"""Documents whose text stands between markup or in a zip: a module for each format.

Each has the same verb, ``read``, which takes an open file and gives a Document. All of them
turn their file into a stream of events (:mod:`..events`; zip files by way of :mod:`..package`)
and walk through it once, saying to a :class:`.gather.Gatherer` where paragraphs begin and end.
What is of the page and not of the text is passed over, and told of.
"""
