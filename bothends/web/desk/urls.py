"""Every page of the desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from bothends.web.desk.views import assess, audit, cases, directory, door, ending, refer, thread

urlpatterns: list[URLPattern] = [
    path("login/", door.enter, name="login"),
    path("unlock/", door.unlock, name="unlock"),
    path("logout/", door.leave, name="logout"),
    path("", door.home, name="home"),
    path("reports/", assess.queue, name="queue"),
    path("reports/<uuid:report_id>/", assess.report, name="report"),
    path("reports/<uuid:report_id>/case/", assess.make_case, name="make_case"),
    path("reports/<uuid:report_id>/close/", ending.close_report, name="close_report"),
    path("reports/<uuid:report_id>/answer/", thread.answer, name="answer"),
    path("reports/<uuid:report_id>/erasure/", thread.decide_erasure, name="decide_erasure"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<uuid:case_id>/", cases.case, name="case"),
    path("cases/<uuid:case_id>/contacts/", cases.reveal, name="reveal"),
    path("cases/<uuid:case_id>/record/", cases.correct, name="correct"),
    path("cases/<uuid:case_id>/decision/", refer.decide, name="decide"),
    path("cases/<uuid:case_id>/propose/", refer.propose, name="propose"),
    path("cases/<uuid:case_id>/close/", ending.close_case, name="close_case"),
    path("cases/<uuid:case_id>/reopen/", ending.reopen_case, name="reopen_case"),
    path("cases/<uuid:case_id>/erase/", ending.erase_case, name="erase_case"),
    path("referrals/<uuid:referral_id>/", refer.referral, name="referral"),
    path("referrals/<uuid:referral_id>/pack.pdf", refer.preview, name="preview"),
    path("referrals/<uuid:referral_id>/approve/", refer.approve, name="approve"),
    path("referrals/<uuid:referral_id>/take/", refer.take, name="take"),
    path("directory/", directory.directory_page, name="directory"),
    path("directory/<str:entry_id>/", directory.entry, name="entry"),
    path("erasures/", ending.erasures, name="erasures"),
    path("erasures/report/", ending.erase_report, name="erase_report"),
    path("erasures/<int:event>/", ending.certificate, name="certificate"),
    path("audit/", audit.audit, name="audit"),
]
