"""Of an admin whose rows are written by verbs alone: here they can only be read."""


class ReadOnly:
    """Nobody adds, changes or deletes rows here; whoever may see them says the admin itself."""

    def has_add_permission(self, request):
        """Nobody."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody."""
        return False


class ReadByAll(ReadOnly):
    """The same, for what everybody at the desk may see."""

    def has_view_permission(self, request, obj=None):
        """Everybody at the desk."""
        return request.user.is_staff

    def has_module_permission(self, request):
        """Everybody at the desk."""
        return request.user.is_staff
