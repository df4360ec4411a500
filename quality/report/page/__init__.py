"""The parts of the HTML report: ``page.html``, ``page.css``, ``page.js``. See :mod:`..html`."""
