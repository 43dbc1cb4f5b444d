"""What is typed into the pages of people and agencies, and when signing in."""

from cse_portal.agencies.forms.sign_in import (
    ChangePasswordForm,
    ConfirmSecondStepForm,
    ForgottenPasswordForm,
    NewPasswordForm,
    SecondStepForm,
    SetPasswordForm,
    SetUpAppForm,
    SignInForm,
)

__all__ = [
    "ChangePasswordForm",
    "ConfirmSecondStepForm",
    "ForgottenPasswordForm",
    "NewPasswordForm",
    "SecondStepForm",
    "SetPasswordForm",
    "SetUpAppForm",
    "SignInForm",
]
