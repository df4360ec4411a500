"""What the tests of all pages ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Colours are laid over each other as a browser does it, from the page up to the text.
_CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const paint = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
  };
  const luminance = () => {
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (element) => {
    const below = [];
    for (let at = element; at; at = at.parentElement) below.unshift(at);
    for (const each of below) paint(getComputedStyle(each).backgroundColor);
    const behind = luminance();
    paint(getComputedStyle(element).color);
    const [a, b] = [behind, luminance()];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const holdsText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  return [...document.body.querySelectorAll("*")]
    .filter((each) => holdsText(each) && each.checkVisibility() && !each.closest("svg, option"))
    .map((each) => [contrast(each), `${each.className || each.tagName}: ${each.textContent}`])
    .sort((a, b) => a[0] - b[0])[0];
}"""


def lowest_contrast(page: Page) -> tuple[float, str]:
    """The least contrast of any text with what is behind it, and what text that is."""
    contrast, where = page.evaluate(_CONTRASTS)
    return float(contrast), str(where)
