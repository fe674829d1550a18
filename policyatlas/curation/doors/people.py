"""Who may sign in: the people of the desk and nobody else."""

from django.contrib.auth.backends import ModelBackend


class StaffOnly(ModelBackend):
    """Names and passwords of Django's users; whoever is not of the desk is nobody, also with a session of before."""

    def user_can_authenticate(self, user) -> bool:
        """Whether this user is one of the desk. Asked at sign-in and again at every page."""
        return super().user_can_authenticate(user) and user.is_staff
