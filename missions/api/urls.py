from django.urls import path, register_converter
from django.urls.converters import UUIDConverter

from missions.api.views import (
    catalog,
    changes,
    dashboards,
    directory,
    documentation,
    evidence,
    feeds,
    milestones,
    slips,
)

app_name = "api"


class IdConverter(UUIDConverter):
    """In small letters or capitals (RFC 9562, 4)."""

    regex = f"(?i:{UUIDConverter.regex})"


register_converter(IdConverter, "id")

urlpatterns = [
    path("", directory.Directory.as_view(), name="directory"),
    path("agencies/", catalog.AgencyList.as_view(), name="agencies"),
    path("agencies/<slug:slug>/", catalog.AgencyDetail.as_view(), name="agency"),
    path("programs/", catalog.ProgramList.as_view(), name="programs"),
    path("programs/<slug:slug>/", catalog.ProgramDetail.as_view(), name="program"),
    path("vehicles/", catalog.VehicleList.as_view(), name="vehicles"),
    path("vehicles/<slug:slug>/", catalog.VehicleDetail.as_view(), name="vehicle"),
    path("milestones/", milestones.MilestoneList.as_view(), name="milestones"),
    # Before those of slugs: no milestone is called so.
    path("milestones/summary/", dashboards.SummaryOfMilestones.as_view(), name="milestones-summary"),
    path("milestones/<slug:slug>/", milestones.MilestoneDetail.as_view(), name="milestone"),
    path("milestones/<slug:slug>/claims/", evidence.ClaimsOfMilestone.as_view(), name="milestone-claims"),
    path("milestones/<slug:slug>/history/", milestones.HistoryOfMilestone.as_view(), name="milestone-history"),
    path("milestones/<slug:slug>/conflicts/", milestones.ConflictsOfMilestone.as_view(), name="milestone-conflicts"),
    path("milestones/<slug:slug>/slips/", slips.SlipsOfMilestone.as_view(), name="milestone-slips"),
    path("slips/", slips.SlipList.as_view(), name="slips"),
    path("scorecards/", dashboards.ScorecardList.as_view(), name="scorecards"),
    path("timeline/", dashboards.TimelineList.as_view(), name="timeline"),
    path("sources/", evidence.SourceList.as_view(), name="sources"),
    path("sources/<slug:slug>/", evidence.SourceDetail.as_view(), name="source"),
    path("claims/", evidence.ClaimList.as_view(), name="claims"),
    path("claims/<id:id>/", evidence.ClaimDetail.as_view(), name="claim"),
    path("feeds/milestones.ics", feeds.MilestoneCalendar.as_view(), name="milestone-calendar"),
    path("changes/", changes.ChangeList.as_view(), name="changes"),
    path("feeds/changes.atom", feeds.ChangesAtom.as_view(), name="changes-atom"),
    path("vocabularies/", directory.Vocabularies.as_view(), name="vocabularies"),
    path("schema/", documentation.SchemaView.as_view(), name="schema"),
    path("docs/", documentation.DocsView.as_view(), name="docs"),
]
