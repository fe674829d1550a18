"""The desk's forms and lists, one module a noun, registered in the order of the index."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin

from policyatlas.curation.models import ChangeSet, Event
from policyatlas.editions.models import Edition, Erratum
from policyatlas.records import models as records

from .change_sets import ChangeSetAdmin
from .clusters import ClusterAdmin
from .context_events import ContextEventAdmin
from .disagreements import DisagreementAdmin
from .editions import EditionAdmin, ErratumAdmin
from .evaluations import CriterionAdmin, EvaluationAdmin, FrameworkAdmin
from .indicators import IndicatorAdmin, ObservationAdmin
from .log import EventAdmin
from .organisations import OrganisationAdmin
from .places import PlaceAdmin
from .policies import PolicyAdmin
from .second_factors import SecondFactorAdmin
from .sources import PassageAdmin, SourceAdmin
from .terms import TermAdmin

_ADMINS = {
    records.Policy: PolicyAdmin,
    records.Cluster: ClusterAdmin,
    records.Evaluation: EvaluationAdmin,
    records.Indicator: IndicatorAdmin,
    records.Observation: ObservationAdmin,
    records.Disagreement: DisagreementAdmin,
    records.Framework: FrameworkAdmin,
    records.ContextEvent: ContextEventAdmin,
    records.Organisation: OrganisationAdmin,
    records.Place: PlaceAdmin,
    records.Source: SourceAdmin,
    records.Term: TermAdmin,
}

for model in records.RECORDS:
    admin.site.register(model, _ADMINS[model])
admin.site.register(records.Passage, PassageAdmin)
admin.site.register(records.Criterion, CriterionAdmin)
admin.site.register(Event, EventAdmin)
admin.site.register(ChangeSet, ChangeSetAdmin)
admin.site.register(Edition, EditionAdmin)
admin.site.register(Erratum, ErratumAdmin)
# The library has registered its own before: one page would show secrets, the other is of no use here.
admin.site.unregister([Authenticator, EmailAddress])
admin.site.register(Authenticator, SecondFactorAdmin)
