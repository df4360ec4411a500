"""The parts of the HTML pages: what all have, and what each adds. See :mod:`..pages`."""
