"""Addresses of this room. What the rooms above lend is passed in where these are included."""

from collections.abc import Callable
from uuid import UUID

from django.urls import URLPattern, path

from homeward.register.tasks.views import asking, outbox, rotas, watch


def urls(*, names_of: Callable[..., dict[UUID, str]]) -> list[URLPattern]:
    """The room's addresses, with a look-up that it may not make itself because people lie above it."""
    return [
        path("tasks/", asking.tasks, {"names_of": names_of}, name="tasks"),
        path("tasks/<uuid:task>/done/", asking.do, name="do_task"),
        path("awaiting/", watch.awaiting, name="awaiting"),
        path("handovers/<uuid:handover>/accept/", watch.accept, name="accept_handover"),
        path("handovers/<uuid:handover>/decline/", watch.decline, name="decline_handover"),
        path("handovers/<uuid:handover>/withdraw/", watch.withdraw, name="withdraw_handover"),
        path("notices/", watch.notices, name="notices"),
        path("messages/", outbox.messages_out, name="messages_out"),
        path("messages/<uuid:message>/again/", outbox.again, name="try_message_again"),
        path("rotas/", rotas.rotas, name="rotas"),
        path("rotas/new/", rotas.new_rota, name="new_rota"),
        path("rotas/<int:rota>/", rotas.rota, name="rota"),
        path("rotas/shifts/<uuid:shift>/withdraw/", rotas.withdraw_shift, name="withdraw_shift"),
        path("rotas/shifts/<uuid:shift>/cover/", rotas.give_cover, name="give_cover"),
        path("matters/<slug:kind>/<uuid:matter>/hand-over/", watch.hand_over, name="hand_over"),
        path("matters/<slug:kind>/<uuid:matter>/take-over/", watch.take_over, name="take_over"),
    ]
