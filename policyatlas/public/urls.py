"""The addresses of the reading room."""

urlpatterns = []
