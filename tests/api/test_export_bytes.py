"""A line of each list in CSV, whole and exact. Where an id stands in JSON, the claim's statement stands here."""

import pytest

from missions.models import Claim
from tests.api.exported import exported

pytestmark = pytest.mark.usefixtures("world")

ROOT = "http://testserver/api/v1"
STANDING = (
    "{0}_id,{0}_url,{0}_source,{0}_publisher,{0}_claimant,{0}_speaker,{0}_asserted_on,{0}_asserted_on_earliest,"
    "{0}_asserted_on_latest,{0}_asserted_on_text,{0}_statement"
)
CLAIM = (
    "id,url,milestone,source,claimant,speaker,asserted_on,asserted_on_earliest,asserted_on_latest,asserted_on_text,"
    "outcome,date,date_earliest,date_latest,date_text,statement,span_start,span_end,span_sha256,rank,reason,counts,"
    "recorded_at,withdrawn_at,withdrawn_reason"
)
SAID_IN_2021 = "2021-03-22,2021-03-22,2021-03-22,22 March 2021"
HASTY = (
    f"<hasty>,{ROOT}/claims/<hasty>/,mars-landing,essay,,,2017-01-01,2017-01-01,2017-01-01,1 January 2017,planned,"
    "2018,2018-01-01,2018-12-31,2018,hasty,,,,normal,,false,2026-11-10T12:00:00Z,2026-11-12T12:00:00Z,It was misread."
)
BY_2022 = (
    f"<by-2022>,{ROOT}/claims/<by-2022>/,mars-landing,speech,spacex,Elon Musk,2016-09-26,2016-09-26,2016-09-26,"
    "26 September 2016,planned,../2022,,2022-12-31,by 2022,by-2022,10,20,cccccccccccccccc,normal,,true,"
    "2026-11-01T12:00:00Z,,"
)
TABLES = {
    "agencies/?slug=nasa,usa": [
        "slug,url,name,short_name,kind,country,parent,programs,milestones,claims",
        (
            f"nasa,{ROOT}/agencies/nasa/,NASA,NASA,government,US,usa,apollo:contractor artemis:lead,"
            f"{ROOT}/milestones/?agency=nasa,{ROOT}/claims/?claimant=nasa"
        ),
        (
            f"usa,{ROOT}/agencies/usa/,United States,,government,US,,apollo:lead,"
            f"{ROOT}/milestones/?agency=usa,{ROOT}/claims/?claimant=usa"
        ),
    ],
    "programs/?slug=apollo,artemis": [
        "slug,url,name,destination,summary,participants,vehicles,milestones",
        f"apollo,{ROOT}/programs/apollo/,Apollo program,,,nasa:contractor usa:lead,,{ROOT}/milestones/?program=apollo",
        (
            f"artemis,{ROOT}/programs/artemis/,Artemis program,moon,People on the Moon again.,"
            f"esa:partner nasa:lead roscosmos:former,orion starship,{ROOT}/milestones/?program=artemis"
        ),
    ],
    "vehicles/": [
        "slug,url,name,kind,maker,operators,programs,crewed,reusable,milestones",
        f"orion,{ROOT}/vehicles/orion/,Orion,spacecraft,,esa nasa,artemis,true,,{ROOT}/milestones/?vehicle=orion",
        f"rosalind,{ROOT}/vehicles/rosalind/,Rosalind,rover,esa,,,false,false,{ROOT}/milestones/?vehicle=rosalind",
        (
            f"starship,{ROOT}/vehicles/starship/,Starship,rocket,spacex,spacex,artemis colony,,true,"
            f"{ROOT}/milestones/?vehicle=starship"
        ),
    ],
    "milestones/?slug=moon-base,rover-launch": [
        "slug,url,title,kind,destination,crewed,program,agencies,vehicles,criterion,as_of,state,outcome,date,"
        "date_earliest,date_latest,date_text,promised,promised_earliest,promised_latest,promised_text,total_slip_min,"
        "total_slip_max,moves,days_overdue,conflict,since,"
        + STANDING.format("said_by")
        + ",corroboration,conflicts,claims,history,slips",
        (
            f"rover-launch,{ROOT}/milestones/rover-launch/,Rosalind leaves,launch,mars,false,,esa roscosmos,rosalind,"
            "It leaves the ground.,2026-11-20,failed,failed,2021-01,2021-01-01,2021-01-31,January 2021,"
            "2020-07,2020-07-01,2020-07-31,July 2020,,,0,,true,2021-03-22,"
            f"<missed>,{ROOT}/claims/<missed>/,essay,,,,{SAID_IN_2021},missed,"
            f"1,{ROOT}/milestones/rover-launch/conflicts/,{ROOT}/milestones/rover-launch/claims/,"
            f"{ROOT}/milestones/rover-launch/history/,{ROOT}/milestones/rover-launch/slips/"
        ),
        (
            f"moon-base,{ROOT}/milestones/moon-base/,A village on the Moon,base,moon,,artemis,esa,,"
            "It leaves the ground.,"
            "2026-11-20,ongoing,ongoing,2023,2023-01-01,2023-12-31,2023,,,,,,,0,,false,2025-12-31,"
            f"<begun>,{ROOT}/claims/<begun>/,essay,,,,2024~/2025~,2024-01-01,2025-12-31,about 2024 to 2025,begun,"
            f"1,{ROOT}/milestones/moon-base/conflicts/,{ROOT}/milestones/moon-base/claims/,"
            f"{ROOT}/milestones/moon-base/history/,{ROOT}/milestones/moon-base/slips/"
        ),
    ],
    "sources/?slug=copy,speech": [
        (
            "slug,url,title,publisher,author,published,published_earliest,published_latest,published_text,address,sha256,"
            "characters,republication_of,reliability,claims"
        ),
        (
            f"copy,{ROOT}/sources/copy/,The same news,The Mirror,,2021-03-24,2021-03-24,2021-03-24,24 March 2021,,"
            f",,news,commentary,{ROOT}/claims/?source=copy"
        ),
        (
            f"speech,{ROOT}/sources/speech/,A speech,SpaceX,Elon Musk,2019-01-02,2019-01-02,2019-01-02,2 January 2019,"
            f"https://example.org/speech,{'a' * 64},1000,,official,{ROOT}/claims/?source=speech"
        ),
    ],
    "claims/?has_reason=true&ordering=outcome": [
        CLAIM,
        (
            f"<begun>,{ROOT}/claims/<begun>/,moon-base,essay,,,2024~/2025~,2024-01-01,2025-12-31,about 2024 to 2025,"
            "ongoing,2023,2023-01-01,2023-12-31,2023,begun,,,,preferred,Later.,true,2026-11-10T12:00:00Z,,"
        ),
        (
            f"<wrong>,{ROOT}/claims/<wrong>/,doubted,essay,,,2024~/2025~,2024-01-01,2025-12-31,about 2024 to 2025,"
            "planned,2040,2040-01-01,2040-12-31,2040,wrong,,,,deprecated,Others deny it.,false,2026-11-10T12:00:00Z,,"
        ),
    ],
    "milestones/mars-landing/claims/?asserted_before=2018": [CLAIM, HASTY, BY_2022],
    "milestones/mars-landing/history/": [
        "since,until,outcome,date,date_earliest,date_latest,date_text,conflict," + STANDING.format("claim"),
        (
            f"2016-09-26,2021-03-22,planned,../2022,,2022-12-31,by 2022,false,<by-2022>,{ROOT}/claims/<by-2022>/,"
            "speech,SpaceX,spacex,Elon Musk,2016-09-26,2016-09-26,2016-09-26,26 September 2016,by-2022"
        ),
        (
            "2021-03-22,,planned,2026/2028,2026-01-01,2028-12-31,2026 to 2028,false,<in-2026>,"
            f"{ROOT}/claims/<in-2026>/,news,The Paper,spacex,,{SAID_IN_2021},in-2026"
        ),
    ],
}


@pytest.mark.parametrize("address", TABLES)
def test_a_table_byte_for_byte(address: str) -> None:
    names = {str(claim.pk): f"<{claim.statement}>" for claim in Claim.objects.all()}
    text = exported(address, "csv").content.decode()
    for key, name in names.items():
        text = text.replace(key, name)
    lines = TABLES[address]
    assert text == "".join(f"{line}\r\n" for line in lines)
