from django.urls import path

from homeward.design import views

app_name = "design"
urlpatterns = [
    path("", views.kit, name="kit"),
    path("pages/<int:status>/", views.refusal, name="refusal"),
]
