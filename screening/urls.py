"""Addresses of the tools; those about a child stand beneath the case, those about an edition name it."""

from __future__ import annotations

from django.urls import path

from screening.views import (
    advice,
    assessing,
    attaching,
    beginning,
    comparing,
    deciding,
    editions,
    figures,
    filling,
    home,
    library,
    papers,
    parts,
    reviewing,
)

app_name = "screening"
urlpatterns = [
    path("cases/<ref:ref>/screening/", home.OfCase.as_view(), name="of_case"),
    path("cases/<ref:ref>/screening/begin/", beginning.Begin.as_view(), name="begin"),
    path("cases/<ref:ref>/assessment/begin/", beginning.Assess.as_view(), name="assess"),
    path("cases/<ref:ref>/review/", reviewing.Review.as_view(), name="review"),
    path("cases/<ref:ref>/review/put-off/", reviewing.PutOff.as_view(), name="put_off"),
    path("cases/<ref:ref>/review/not-needed/", reviewing.NotNeeded.as_view(), name="not_needed"),
    path("cases/<ref:ref>/screening/compare/", comparing.ThenAndNow.as_view(), name="compare"),
    path("screening/", home.Home.as_view(), name="home"),
    path("screening/blank/", papers.BlankForm.as_view(), name="blank"),
    path("screening/library/", library.LibraryPage.as_view(), name="library"),
    path("screening/library/<ref:ref>/links/", library.Links.as_view(), name="library_links"),
    path("screening/editions/", editions.Editions.as_view(), name="editions"),
    path("screening/editions/compare/", editions.Compare.as_view(), name="compare_editions"),
    path("screening/editions/<ref:ref>/in-force/", editions.PutInForce.as_view(), name="put_in_force"),
    path("screening/editions/<slug:edition>/", editions.Preview.as_view(), name="edition"),
    path("screening/figures/", figures.Figures.as_view(), name="figures"),
    path("screening/figures/spreadsheet/", figures.FiguresFile.as_view(), name="figures_file"),
    path("screening/figures/pdf/", figures.FiguresPdf.as_view(), name="figures_pdf"),
    path("screening/section/<ref:ref>/", filling.Section.as_view(), name="section"),
    path("screening/advice/<ref:ref>/", advice.GiveAdvice.as_view(), name="advice"),
    path("screening/part/<ref:ref>/", parts.GivePart.as_view(), name="part"),
    path("screening/part/<ref:ref>/take-back/", parts.TakeBackPart.as_view(), name="take_back_part"),
    path("screening/<ref:ref>/", filling.ToolPage.as_view(), name="tool"),
    path("screening/<ref:ref>/all/", filling.AllSections.as_view(), name="all"),
    path("screening/<ref:ref>/documents/", attaching.Documents.as_view(), name="documents"),
    path("screening/<ref:ref>/check/", filling.CheckAnswers.as_view(), name="check"),
    path("screening/<ref:ref>/result/", deciding.Result.as_view(), name="result"),
    path("screening/<ref:ref>/file/", papers.ToolFile.as_view(), name="file"),
    path("screening/<ref:ref>/parts/", parts.AskForPart.as_view(), name="ask_part"),
    path("screening/<ref:ref>/propose/", assessing.Propose.as_view(), name="propose"),
    path("screening/<ref:ref>/sign-off/", assessing.SignOff.as_view(), name="sign_off"),
    path("screening/<ref:ref>/send-back/", assessing.SendBack.as_view(), name="send_back"),
    path("screening/<ref:ref>/countersign/", assessing.Countersign.as_view(), name="countersign"),
    path("screening/<ref:ref>/next/", deciding.SayNext.as_view(), name="next"),
    path("screening/<ref:ref>/ask/", advice.AskAdvice.as_view(), name="ask"),
    path("screening/<ref:ref>/set-aside/", beginning.SetAside.as_view(), name="set_aside"),
    path("screening/<ref:ref>/take-up/", beginning.TakeUp.as_view(), name="take_up"),
]
