"""Every page of the desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from bothends.web.desk.views import account, assess, audit, cases, directory, door, members, refer, second

urlpatterns: list[URLPattern] = [
    path("login/", door.enter, name="login"),
    path("join/", door.join, name="join"),
    path("second/", second.second, name="second"),
    path("second/setup/", second.second_setup, name="second_setup"),
    path("confirm/", second.confirm, name="confirm"),
    path("unlock/", door.unlock, name="unlock"),
    path("logout/", door.leave, name="logout"),
    path("", door.home, name="home"),
    path("reports/", assess.queue, name="queue"),
    path("reports/<uuid:report_id>/", assess.report, name="report"),
    path("reports/<uuid:report_id>/case/", assess.make_case, name="make_case"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<uuid:case_id>/", cases.case, name="case"),
    path("cases/<uuid:case_id>/contacts/", cases.reveal, name="reveal"),
    path("cases/<uuid:case_id>/record/", cases.correct, name="correct"),
    path("cases/<uuid:case_id>/decision/", refer.decide, name="decide"),
    path("cases/<uuid:case_id>/propose/", refer.propose, name="propose"),
    path("referrals/<uuid:referral_id>/", refer.referral, name="referral"),
    path("referrals/<uuid:referral_id>/pack.pdf", refer.preview, name="preview"),
    path("referrals/<uuid:referral_id>/approve/", refer.approve, name="approve"),
    path("referrals/<uuid:referral_id>/take/", refer.take, name="take"),
    path("directory/", directory.directory_page, name="directory"),
    path("directory/<str:entry_id>/", directory.entry, name="entry"),
    path("members/", members.members, name="members"),
    path("members/invite/", members.invite, name="invite"),
    path("members/withdraw/", members.withdraw, name="withdraw"),
    path("members/grant/", members.grant, name="grant"),
    path("members/role/", members.change_role, name="change_role"),
    path("members/off/", members.switch_off, name="switch_off"),
    path("members/on/", members.switch_on, name="switch_on"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/sessions/", account.end_session, name="end_session"),
    path("account/second/", second.add_factor, name="add_factor"),
    path("account/remove/", account.remove_factor, name="remove_factor"),
    path("account/codes/", second.new_codes, name="new_codes"),
    path("audit/", audit.audit, name="audit"),
]
