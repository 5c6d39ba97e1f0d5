from missions.models.agency import Agency
from missions.models.append_only import AppendOnlyError
from missions.models.change import Change, Version
from missions.models.claim import Claim, Withdrawal
from missions.models.milestone import Milestone
from missions.models.program import Participation, Program
from missions.models.review import Proposal, Review
from missions.models.slip import Slip
from missions.models.source import Source
from missions.models.standing import Standing
from missions.models.vehicle import Vehicle

__all__ = [
    "Agency",
    "AppendOnlyError",
    "Change",
    "Claim",
    "Milestone",
    "Participation",
    "Program",
    "Proposal",
    "Review",
    "Slip",
    "Source",
    "Standing",
    "Vehicle",
    "Version",
    "Withdrawal",
]
