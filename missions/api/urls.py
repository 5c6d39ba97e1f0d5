from django.urls import path

from missions.api.views import catalog, directory, documentation, evidence, milestones

app_name = "api"

urlpatterns = [
    path("", directory.Directory.as_view(), name="directory"),
    path("agencies/", catalog.AgencyList.as_view(), name="agencies"),
    path("agencies/<slug:slug>/", catalog.AgencyDetail.as_view(), name="agency"),
    path("programs/", catalog.ProgramList.as_view(), name="programs"),
    path("programs/<slug:slug>/", catalog.ProgramDetail.as_view(), name="program"),
    path("vehicles/", catalog.VehicleList.as_view(), name="vehicles"),
    path("vehicles/<slug:slug>/", catalog.VehicleDetail.as_view(), name="vehicle"),
    path("milestones/", milestones.MilestoneList.as_view(), name="milestones"),
    path("milestones/<slug:slug>/", milestones.MilestoneDetail.as_view(), name="milestone"),
    path("milestones/<slug:slug>/claims/", evidence.ClaimsOfMilestone.as_view(), name="milestone-claims"),
    path("milestones/<slug:slug>/history/", milestones.HistoryOfMilestone.as_view(), name="milestone-history"),
    path("sources/", evidence.SourceList.as_view(), name="sources"),
    path("sources/<slug:slug>/", evidence.SourceDetail.as_view(), name="source"),
    path("claims/", evidence.ClaimList.as_view(), name="claims"),
    path("claims/<uuid:id>/", evidence.ClaimDetail.as_view(), name="claim"),
    path("vocabularies/", directory.Vocabularies.as_view(), name="vocabularies"),
    path("schema/", documentation.SchemaView.as_view(), name="schema"),
    path("docs/", documentation.DocsView.as_view(), name="docs"),
]
