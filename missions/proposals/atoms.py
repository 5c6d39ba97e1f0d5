"""Single dates as English tells them, as patterns. `phrases` puts them together.

A number alone is no date: a year needs the words before it that make it one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from missions.dates.divisions import MONTHS, ORDINALS, SEASONS
from missions.proposals import builders
from missions.proposals.builders import NUMBERS, Found
from missions.proposals.told import WEEKDAYS, Told, When

# Names of months are proper names: capital letters count. "May" alone is a verb unless more makes it a month.
_SHORT = "|".join(rf"{name[:3]}(?![a-z])\.?" for name in MONTHS if name != "May")
MONTH = rf"(?P<month>{'|'.join(MONTHS)}|Sept(?![a-z])\.?|{_SHORT})"
DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?!\w)(?![.,][0-9])"
YEAR = r"(?P<year>(?:1[89]|20|21)[0-9]{2})(?!\w|['’]s|%|[.,][0-9]|[-–/][0-9])"
YEARS = rf"(?:the year )?(?:{YEAR}|(?P<which>this|next|last) year)"
# "In mid-2026", "in the early 2030s": the hyphen and the article come and go.
PART = r"(?P<part>[Ee]arly|[Mm]id|[Ll]ate)(?:[ -]in)?[ -]"
EDGE = r"(?:[Tt]he )?(?P<part>beginning|start|middle|end) of "
NTH = rf"(?P<nth>{'|'.join(ORDINALS)}|last|final)"
UNIT = r"(?P<unit>day|week|month|year|decade)s?\b"
NUMBER = rf"(?P<number>[0-9]{{1,2}}|{'|'.join(NUMBERS)})"
WHICH = r"(?P<which>this|next|last|previous|(?:the )?coming|the following)"
SEASON = rf"(?P<season>{'|'.join(SEASONS)})"
TENS = r"(?P<tens>(?:1[89]|20|21)[0-9])0['’]?s\b"
DECADES = r"(?:(?P<which>this|next|last|previous|the current|the) decade\b)"
# What makes a number of four digits a year, when it stands before it.
_YEAR_COMES = re.compile(
    r"(?:\b(?:in|by|since|from|until|till|before|after|during|through|around|about|circa|between|of|for|to|into|than"
    r"|and|or|least|year|early|late|mid|target(?:s|ed|ing)|eye(?:s|ing)|(?:early|late|soon)\s+as)\s+|(?<!\w)\(|[0-9][–-])$",
    re.IGNORECASE,
)
_MONTH_COMES = re.compile(
    r"\b(?:in|by|since|from|until|till|before|after|during|of|between|and|to|for|than|(?:early|late|soon)\s+as)\s+$",
    re.IGNORECASE,
)
_WEEKDAY_COMES = re.compile(
    r"\b(?:on|by|until|since|from|before|to|for|than|(?:early|late|soon)\s+as|said|announced|confirmed|reported|reporters|statement)\s+$",
    re.IGNORECASE,
)
# "A planned 2026 launch".
_EVENT = r"(?:launch|landing|mission|flight|debut|target|deadline|date|start)"
_EVENT_COMES = re.compile(r"\b(?:an?|the|its|their|planned|targeted|possible|first)\s+$", re.IGNORECASE)
# "Next decade" is one of the calendar, "the next decade" the ten years from now.
_NO_ARTICLE = re.compile(r"(?<!the\s)$", re.IGNORECASE)
# A number that counts something is no year.
_COUNTS = (
    r"(?!\s+(?:people|men|women|satellites?|employees|workers|jobs|k[mg]|tons?|tonnes|met(?:er|re)s|miles|[mb]illion"
    r"|dollars|times|launches|pounds|kilo\w+))"
)


Build = Callable[[Found, When], Told | None]


@dataclass(frozen=True, slots=True)
class Atom:
    """`comes_after` must stand right before it, if it is given."""

    pattern: re.Pattern[str]
    build: Build
    comes_after: re.Pattern[str] | None = None


def _told(pattern: str, build: Build, comes_after: re.Pattern[str] | None = None, *, any_case: bool = True) -> Atom:
    # Lines break anywhere.
    blanks = pattern.replace(" ?", r"\s*").replace("[ -]", r"[\s-]").replace(" ", r"\s+")
    flags = re.IGNORECASE if any_case else re.NOFLAG
    return Atom(re.compile(rf"(?<![\w$€£#.-])(?:{blanks})", flags), build, comes_after)


def _dated(pattern: str, build: Build, comes_after: re.Pattern[str] | None = None) -> Atom:
    return _told(pattern, build, comes_after, any_case=False)


# Where two match at one place the longer wins, and of the same length the first.
ATOMS: tuple[Atom, ...] = (
    _told(r"[0-9]{4}-[01][0-9]-[0-3][0-9](?!\w)", builders.iso),
    _dated(rf"(?:the )?{DAY} (?:of )?{MONTH}(?:,? {YEAR})?", builders.day),
    _dated(rf"(?:the )?{MONTH} {DAY}(?:,? {YEAR})?", builders.day),
    _dated(rf"(?P<from>[0-9]{{1,2}}) ?(?:to|and|–|-) ?{DAY} {MONTH}(?:,? {YEAR})?", builders.days),
    _dated(rf"{MONTH} (?P<from>[0-9]{{1,2}}) ?(?:to|and|–|-) ?{DAY}(?:,? {YEAR})?", builders.days),
    _dated(rf"(?:{PART})?{MONTH},? (?:of )?{YEARS}", builders.month_of),
    _dated(rf"{PART}{MONTH}(?!\w)", builders.month_of),
    _dated(rf"{MONTH}(?!\w)", builders.month_of, _MONTH_COMES),
    _told(rf"(?:the )?{SEASON} (?:of )?{YEARS}", builders.season),
    _told(rf"(?:the )?{SEASON} (?:of )?(?P<year>[12][0-9]{{3}})[/–-][0-9]{{2}}(?!\w)", builders.season),
    _told(rf"(?:the )?{NTH} quarter(?: of|,)? {YEARS}", builders.quarter),
    _told(rf"the {NTH} quarter\b(?! of)", builders.quarter),
    _told(rf"Q(?P<nth>[1-4])(?: of|,|/|-)? ?{YEARS}", builders.quarter),
    _told(rf"(?P<nth>[1-4])Q (?:of )?{YEARS}", builders.quarter),
    _told(r"(?P<year>20[0-9]{2}) ?Q(?P<nth>[1-4])(?!\w)", builders.quarter),
    _told(rf"(?:the )?{NTH} half(?: of|,)? {YEARS}", builders.half),
    _told(rf"H(?P<nth>[12])(?: of|,|/|-)? ?{YEARS}", builders.half),
    _told(rf"(?:the )?{NTH} third(?: of|,)? {YEARS}", builders.third),
    _told(rf"{PART}{YEARS}", builders.part_of_year),
    _told(rf"{EDGE}{YEARS}", builders.part_of_year),
    _told(rf"(?:the )?(?:{PART})?{TENS}", builders.decade),
    _told(rf"(?:the )?(?P<part>early)(?:[ -]to[ -]|[ -]/[ -]?)(?P<upto>mid|late)[ -]{TENS}", builders.decade),
    _told(rf"(?:the )?(?P<part>mid)(?:[ -]to[ -]|[ -]/[ -]?)(?P<upto>late)[ -]{TENS}", builders.decade),
    _told(rf"{EDGE}(?:the )?{TENS}", builders.decade),
    _told(rf"{EDGE}{DECADES}", builders.decade),
    _told(r"(?P<which>the|this) decade (?:is (?:out|over)|ends|closes)\b", builders.this_decade),
    _told(r"(?P<which>this|the current) decade\b", builders.this_decade),
    _told(r"(?P<which>next|last) decade\b", builders.this_decade, _NO_ARTICLE),
    _told(r"(?P<first>(?:1[89]|20|21)[0-9]{2})[-–/](?P<last>[0-9]{2}|[0-9]{4})(?![\w-])", builders.years, _YEAR_COMES),
    _told(rf"{YEAR}{_COUNTS}", builders.plain_year, _YEAR_COMES),
    _told(rf"{YEAR}(?= (?:or later|or earlier|at the (?:earliest|latest)|onwards?)\b)", builders.plain_year),
    _told(rf"{YEAR}(?= {_EVENT}\b)", builders.plain_year, _EVENT_COMES),
    _told(r"(?P<which>this|next|last) year\b", builders.plain_year),
    _told(r"(?P<side>later|earlier) this (?P<unit>year|decade)\b", builders.rest_of),
    _told(rf"{WHICH} month\b", builders.beside_month),
    _told(rf"{WHICH} quarter\b", builders.beside_quarter),
    _told(rf"{WHICH} week\b", builders.beside_week),
    _told(rf"{WHICH} {SEASON}\b", builders.beside_season),
    _told(rf"(?:(?P<which>this|next|last|coming) )(?P<weekday>{'|'.join(WEEKDAYS)})\b", builders.weekday),
    _told(rf"(?P<weekday>{'|'.join(WEEKDAYS)})\b", builders.weekday, _WEEKDAY_COMES),
    _dated(rf"(?P<which>[Tt]his|[Nn]ext|[Ll]ast) {MONTH}(?!\w)", builders.beside_named_month),
    _told(r"(?P<word>yesterday|today|tomorrow)\b", builders.named_day),
    _told(rf"within (?:the (?:next|coming) )?(?:about )?{NUMBER} {UNIT}", builders.span_ahead),
    _told(rf"(?:(?:in|over|during|for) )?the (?:next|coming)(?: {NUMBER})? {UNIT}", builders.span_ahead),
    _told(rf"in (?:about )?{NUMBER} {UNIT}(?:['’]s?)?(?: time)?(?! (?:of|for|old))", builders.distance),
    _told(rf"{NUMBER} {UNIT} from (?:now|today)\b", builders.distance),
    _told(rf"{NUMBER} {UNIT} (?P<ago>ago)\b", builders.distance),
)
