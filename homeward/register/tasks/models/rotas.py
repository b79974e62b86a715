"""The rotas: desks that must have somebody at them, and who answers for each."""

from django.db import models

from homeward.register.agencies.models import Agency, Worker


class Rota(models.Model):
    """A desk that must be answered at set hours: the phone line, the emergency duty team, a missing desk (¶20).

    `role` is the role of those who stand on it. `manager` is told of its holes, and is the rung after whoever is next.
    """

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="rotas")
    role = models.CharField(max_length=40)
    manager = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["title"]

    class Record:
        handling = {}
        operational = "id code title agency role manager"
        retention = "reference"

    def __str__(self) -> str:
        return self.title
