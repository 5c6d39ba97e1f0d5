from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("missions.dashboard.urls")),
    path("api/v1/", include("missions.api.urls")),
    path("admin/", admin.site.urls),
]
