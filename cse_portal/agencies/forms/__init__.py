"""What is typed into the pages of people and agencies, and when signing in."""

from cse_portal.agencies.forms.sign_in import (
    ChangePasswordForm,
    ConfirmPasswordForm,
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
    "ConfirmPasswordForm",
    "ConfirmSecondStepForm",
    "ForgottenPasswordForm",
    "NewPasswordForm",
    "SecondStepForm",
    "SetPasswordForm",
    "SetUpAppForm",
    "SignInForm",
]
