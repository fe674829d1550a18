"""The desk as an admin site: its names, the order of its index, and what its search fields offer."""

from functools import partial, update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode

from policyatlas.values.typed import whole_number

# Apps in the order in which a curator needs them; others follow.
_APPS = ("records", "curation", "editions", "auth", "mfa")


class DeskConfig(AdminConfig):
    """Puts the desk in the place of Django's own admin site."""

    default_site = "policyatlas.curation.site.DeskSite"


class Suggestions(AutocompleteJsonView):
    """The answers of a search field, each with what tells it from its namesakes."""

    def get_queryset(self):
        """What fits the letters and what is chosen elsewhere in the form, such as the source of passages."""
        found = super().get_queryset()
        for name in getattr(self.model_admin, "narrowed_by", ()):
            number = whole_number(self.request.GET.get(name, ""))
            if number is not None:
                found = found.filter(**{name: number})
        return found

    def serialize_result(self, obj, to_field_name):
        """One answer: `{"id": …, "text": …}`, and with it what it narrows down: `{"source": {"id": …, "text": …}}`."""
        # Imported here: the admin's site is made before the models are.
        from .admin.choices import label

        answer = super().serialize_result(obj, to_field_name) | {"text": label(obj)}
        for name in getattr(self.model_admin, "narrowed_by", ()):
            wider = getattr(obj, name)
            answer[name] = {"id": str(wider.pk), "text": label(wider)}
        return answer


class DeskSite(AdminSite):
    """The desk at `/admin/`."""

    site_title = "PolicyAtlas desk"
    site_header = "PolicyAtlas desk"
    index_title = "What we know, and what is in print"
    # The sign for what is blank, also where our own columns say it.
    empty_value_display = "–"
    # What readers see, for previews (a previewing.ReadingRoom); handed over by `policyatlas.urls`, never imported.
    reading_room = None

    def login(self, request, extra_context=None):
        """Leads to the only door, which counts tries and knows second factors; Django's own does neither."""
        then = urlencode({"next": request.GET.get("next") or reverse("admin:index")})
        return redirect(f"{reverse('account_login')}?{then}")

    def password_change(self, request, extra_context=None):
        """Leads to the page that counts tries."""
        return redirect("account_change_password")

    def admin_view(self, view, cacheable=False):
        """A page for people of the desk; what somebody sends whose session has ended is kept until they are back."""
        inner = super().admin_view(view, cacheable)

        def keeping(request, *args, **kwargs):
            # Imported here: the admin's site is made before the models are.
            from .kept_words import keep

            if request.method == "POST" and not self.has_permission(request):
                keep(request)
            try:
                answer = inner(request, *args, **kwargs)
                # Here and not later: fields look up what the address names when they are shown.
                return answer.render() if isinstance(answer, SimpleTemplateResponse) else answer
            except OverflowError:
                # Django hands a number on that no column holds, and SQLite cannot even be asked for it.
                raise Http404("The address names a number that nothing can have.") from None

        return update_wrapper(keeping, inner)

    def get_app_list(self, request, app_label=None):
        """The apps in the desk's order, each with its models in the order in which they were registered."""
        apps = self._build_app_dict(request, app_label)
        order = list(self._registry)
        for app in apps.values():
            app["models"].sort(key=lambda model: order.index(model["model"]))
        known = [apps[name] for name in _APPS if name in apps]
        return [*known, *(app for name, app in sorted(apps.items()) if name not in _APPS)]

    def get_urls(self):
        """Also the handbook, the page that imports a table, and its templates."""
        # Imported here: the admin's site is made before the models are.
        from .admin import handbook
        from .admin.imports import template_view, upload_view

        ours = [
            path("import/", self.admin_view(partial(upload_view, site=self)), name="import"),
            path("import/<slug:kind>.<slug:ending>", self.admin_view(template_view), name="import-template"),
        ]
        return [*handbook.addresses(self), *ours, *super().get_urls()]

    def index(self, request, extra_context=None):
        """The front page: what waits for the person, then the lists."""
        from .admin.front import front

        return super().index(request, front(request.user) | (extra_context or {}))

    def autocomplete_view(self, request):
        """What a search field offers for the letters typed so far."""
        return Suggestions.as_view(admin_site=self)(request)
