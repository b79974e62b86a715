from django.urls import path

from homeward.desks import views

urlpatterns = [path("", views.today, name="today")]
