"""Every enumerated value of the tracker, each with its meaning. No Django.

The models take their choices from here, the API its parameters and its `vocabularies/`, the seeds their checks.
"""

from enum import StrEnum
from typing import Self

# Below milestones/ these are addresses of their own, so no milestone has them for a slug.
RESERVED_SLUGS = ("summary",)


class Term(StrEnum):
    """A value that carries the sentence saying what it means."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.meaning = meaning
        return term

    @property
    def label(self) -> str:
        """The value in words, for people: `first_flight` is "First flight"."""
        return self.value.replace("_", " ").capitalize()

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of value and label, in the order of definition, as Django's fields take them."""
        return [(term.value, term.label) for term in cls]

    @classmethod
    def meanings(cls) -> list[tuple[str, str]]:
        """Pairs of value and meaning, in the order of definition, for the schema."""
        return [(term.value, term.meaning) for term in cls]


class AgencyKind(Term):
    GOVERNMENT = "government", "A state, or an agency of one state."
    INTERGOVERNMENTAL = "intergovernmental", "An agency of several states."
    MILITARY = "military", "An armed force."
    COMMERCIAL = "commercial", "A company."


class Role(Term):
    LEAD = "lead", "Runs the program."
    PARTNER = "partner", "Takes part beside the lead."
    CONTRACTOR = "contractor", "Builds or flies for the program, for pay."
    FORMER = "former", "Took part and has left."


class Destination(Term):
    EARTH = "earth", "The ground and the air: what happens on Earth itself."
    SUBORBITAL = "suborbital", "Space, without an orbit."
    EARTH_ORBIT = "earth_orbit", "An orbit of Earth, its stations included."
    MOON = "moon", "The Moon, its orbit included."
    MARS = "mars", "Mars, its orbit included."
    DEEP_SPACE = "deep_space", "Beyond the Moon, to no named body."
    INTERSTELLAR = "interstellar", "Another star."


class VehicleKind(Term):
    ROCKET = "rocket", "Launches other vehicles."
    SPACECRAFT = "spacecraft", "Flies through space, with people or without."
    ORBITER = "orbiter", "Circles another world."
    LANDER = "lander", "Sets down on another world and stays there."
    ROVER = "rover", "Drives on another world."
    STATION = "station", "Is lived and worked in, in orbit or on another world."


class MilestoneKind(Term):
    ANNOUNCEMENT = "announcement", "A plan, or a design, is made public."
    AGREEMENT = "agreement", "Parties join forces, or one hands over to another."
    POLICY = "policy", "A state or an agency sets a rule, a law or a budget."
    DEVELOPMENT = "development", "Something is made ready for use."
    TEST = "test", "A trial of a vehicle."
    DEPLOYMENT = "deployment", "Forces or equipment are sent to where they serve."
    LAUNCH = "launch", "A flight leaves."
    FIRST_FLIGHT = "first_flight", "A vehicle flies for the first time."
    CREWED_FLIGHT = "crewed_flight", "People fly."
    DOCKING = "docking", "Two vehicles meet and join in space."
    ARRIVAL = "arrival", "A vehicle reaches another world or its orbit."
    LANDING = "landing", "A vehicle sets down on another world."
    CREWED_LANDING = "crewed_landing", "People set foot on another world."
    SURVEY = "survey", "Samples, images or other knowledge are gathered on or around another world."
    EXPLORATION = "exploration", "An effort to explore, which goes on."
    SAMPLE_RETURN = "sample_return", "Samples of another world are brought to Earth."
    BASE = "base", "A lasting settlement, works or presence on another world."
    IN_SERVICE = "in_service", "A vehicle, a station or a service is in regular use."
    TOURISM = "tourism", "Private customers fly."
    WITHDRAWAL = "withdrawal", "A partner leaves."
    RETIREMENT = "retirement", "A vehicle, a station or a program comes to its end."


class Outcome(Term):
    PLANNED = "planned", "Said to come. The date is the target."
    ONGOING = "ongoing", "Begun and not finished. The date is when it began."
    ACHIEVED = "achieved", "Came about. The date is when."
    FAILED = "failed", "Was tried and did not come about. The date is when it was tried."
    CANCELLED = "cancelled", "Will not come. The date is when that was decided."


class State(Term):
    """How a milestone stands on a day: an outcome, with `planned` told apart by its window."""

    UPCOMING = "upcoming", "Planned, and its window has not opened."
    DUE = "due", "Planned, and its window is open."
    OVERDUE = "overdue", "Planned, and its window has closed."
    UNDATED = "undated", "Planned, without a date."
    ONGOING = "ongoing", Outcome.ONGOING.meaning
    ACHIEVED = "achieved", Outcome.ACHIEVED.meaning
    FAILED = "failed", Outcome.FAILED.meaning
    CANCELLED = "cancelled", Outcome.CANCELLED.meaning


class Promise(Term):
    """What became of a promise by a day. What came is held against the date first promised, what is to come against
    the present one.
    """

    KEPT_ON_TIME = "kept_on_time", "Came, and certainly by the end of the date first promised; or none was ever told."
    KEPT_LATE = "kept_late", "Came, and not certainly by the end of the date first promised."
    OVERDUE = "overdue", "Planned, and the window of its present date has closed."
    PENDING = "pending", "Planned or begun, and the window of its present date has not closed; or it has none."
    CANCELLED = "cancelled", "Will not come."
    FAILED = "failed", "Was tried and did not come about."


class SlipKind(Term):
    """How the date of a milestone moved from one standing to the next, both taken as intervals."""

    SLIP = "slip", "Certainly later: the new window opens after the old one closed."
    PULL_IN = "pull_in", "Certainly earlier: the new window closes before the old one opened."
    FIRMED = "firmed", "Told more exactly: the new window lies within the old one."
    LOOSENED = "loosened", "Told less exactly: the old window lies within the new one."
    ADJUSTED = "adjusted", "The windows overlap, and neither lies within the other."
    DATED = "dated", "A date is told where there was none."
    UNDATED = "undated", "No date is told where there was one."


class Resource(Term):
    """What a change is of."""

    AGENCY = "agency", "An agency."
    PROGRAM = "program", "A program, its participants included."
    VEHICLE = "vehicle", "A vehicle, its operators and programs included."
    MILESTONE = "milestone", "A milestone, its agencies and vehicles included; when it comes, its claims say."
    SOURCE = "source", "A document."
    CLAIM = "claim", "A claim, its withdrawal included."


class Action(Term):
    """What was done to a row."""

    CREATED = "created", "It was added."
    CHANGED = "changed", "Some of its values were changed."
    WITHDRAWN = "withdrawn", "The claim no longer counts."
    DELETED = "deleted", "It is gone. What it was last is kept here."


class Rank(Term):
    """Which of several claims counts. The values are in falling order."""

    PREFERRED = "preferred", "Counts before normal claims of the same day."
    NORMAL = "normal", "Counts."
    DEPRECATED = "deprecated", "Kept as the document's, and makes no standing. A reason is given."


class Reliability(Term):
    OFFICIAL = "official", "The claimant's own document."
    REPORTED = "reported", "A named publisher reports what others said or did."
    COMMENTARY = "commentary", "A named publisher argues a case."
    UNATTRIBUTED = "unattributed", "Neither an author nor a date is stated."


class Precision(Term):
    """The size of the unit in which a date is told."""

    DAY = "day", "One day."
    MONTH = "month", "A month."
    SEASON = "season", "A season of three months."
    QUARTER = "quarter", "A quarter of a year."
    TERM = "term", "A third of a year."
    HALF = "half", "Half a year."
    YEAR = "year", "A year."
    DECADE = "decade", "Ten years."
    CENTURY = "century", "A hundred years."
    INTERVAL = "interval", "From one date to another, either of which may be open."
    CHOICE = "choice", "One of several dates."
