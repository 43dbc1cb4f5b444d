"""Signing in and one's own account: allauth's views at the portal's addresses."""

from allauth.account import views as account
from django.urls import path, re_path

from cse_portal.agencies.views import confirm, devices, hats, sessions, sign_in_help, single_sign_on
from cse_portal.agencies.views import sign_in as views

# The key holds hyphens of its own.
LINK_BY_MAIL = r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$"

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("still-here/", views.StillHere.as_view(), name="account_still_here"),
    path("sign-in/second-step/", devices.TakeSecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/again/", confirm.Again.as_view(), name="account_reauthenticate"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(LINK_BY_MAIL, account.password_reset_from_key, name="account_reset_password_from_key"),
    path("password/new/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("sign-in/passkey/", devices.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("role/", hats.ChangeHat.as_view(), name="account_hat"),
    path("sessions/", sessions.Sessions.as_view(), name="account_sessions"),
    path("sessions/others/end/", sessions.EndOtherSessions.as_view(), name="account_end_other_sessions"),
    path("sessions/<ref:ref>/end/", sessions.EndSession.as_view(), name="account_end_session"),
    path("help/", sign_in_help.SignInHelp.as_view(), name="account_help"),
    path("help/<ref:ref>/", sign_in_help.SignInHelpPerson.as_view(), name="account_help_person"),
    path("help/<ref:ref>/release/", sign_in_help.ReleaseLock.as_view(), name="account_help_release"),
    path("help/<ref:ref>/sign-out/", sign_in_help.SignOutPerson.as_view(), name="account_help_sign_out"),
    path("help/<ref:ref>/second-step/", sign_in_help.ResetSecondStep.as_view(), name="account_help_reset"),
    path("help/<ref:ref>/single-sign-on/", sign_in_help.ForgetIdentities.as_view(), name="account_help_unlink"),
    path("sign-in/with/<slug:code>/", single_sign_on.GoToProvider.as_view(), name="account_sso"),
    path("sign-in/with/<slug:code>/back/", single_sign_on.BackFromProvider.as_view(), name="account_sso_back"),
    path("second-step/", devices.YourAccount.as_view(), name="mfa_index"),
    path("second-step/new/", devices.ChooseSecondStep.as_view(), name="mfa_choose"),
    path("second-step/app/", devices.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("second-step/passkey/", devices.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("second-step/devices/<ref:ref>/name/", devices.NameDevice.as_view(), name="mfa_name_device"),
    path("second-step/devices/<ref:ref>/remove/", devices.RemoveDevice.as_view(), name="mfa_remove_device"),
    path("second-step/codes/", devices.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("second-step/codes/new/", devices.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("second-step/codes/download/", devices.RecoveryCodesFile.as_view(), name="mfa_download_recovery_codes"),
]
