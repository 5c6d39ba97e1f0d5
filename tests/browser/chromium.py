"""Debian's chromium, which the tests of this directory drive."""

from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
LEFT_OUT = f"The browser tests were left out: there is no {CHROMIUM}. On Debian: apt-get install chromium"
