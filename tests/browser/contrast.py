"""How well words stand out against what is behind them (WCAG 2)."""

from playwright.sync_api import Locator

_TOLD = """element => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const shown = colours => {
        canvas.clearRect(0, 0, 1, 1);
        for (const colour of colours) {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = rgb => rgb.map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const behind = [];
    for (let one = element; one; one = one.parentElement) behind.unshift(getComputedStyle(one).backgroundColor);
    const found = [shown(behind), shown([...behind, getComputedStyle(element).color])].map(light);
    return (Math.max(...found) + 0.05) / (Math.min(...found) + 0.05);
}"""


def contrast(element: Locator) -> float:
    """Of an element's words, with every background that shines through behind them."""
    return float(element.evaluate(_TOLD))
