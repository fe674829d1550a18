"""The second factors of the people: an administrator removes those of somebody who has lost all of them."""

from django.contrib import admin


class SecondFactorAdmin(admin.ModelAdmin):
    """Who has which; what is secret in them is shown to nobody."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__username",)
    search_help_text = "Searches the name of the person."
    fields = ("user", "type", "created_at", "last_used_at")

    def lookup_allowed(self, lookup, value, request=None):
        """No question about the secrets either: whether one begins with A can be asked until it is known."""
        return not lookup.startswith("data") and super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request):
        """Nobody: people set up their own."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody."""
        return False
