"""The library's forms of the way in, ready to type into."""

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm


class SignIn(LoginForm):
    """Name and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autofocus"] = True


class SecondStep(AuthenticateForm):
    """The code of an app, or a recovery code."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autofocus"] = True
