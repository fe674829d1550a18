"""What the desk's index calls the second factors of its people."""

from allauth.mfa.apps import MFAConfig


class SecondFactorsConfig(MFAConfig):
    """The library's app under a name that says what is in it."""

    verbose_name = "Second factors"
