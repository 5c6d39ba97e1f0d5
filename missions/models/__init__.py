from missions.models.agency import Agency
from missions.models.append_only import AppendOnlyError
from missions.models.claim import Claim, Withdrawal
from missions.models.milestone import Milestone
from missions.models.program import Participation, Program
from missions.models.source import Source
from missions.models.standing import Standing
from missions.models.vehicle import Vehicle

__all__ = [
    "Agency",
    "AppendOnlyError",
    "Claim",
    "Milestone",
    "Participation",
    "Program",
    "Source",
    "Standing",
    "Vehicle",
    "Withdrawal",
]
