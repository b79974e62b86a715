from django.urls import path

from homeward.practice.frontdoor.views import apart, concern, finding, queue, telling, together

ONE = "concerns/<uuid:concern>/"

urlpatterns = [
    path("worry/", telling.worry, name="worry"),
    path("worry/reference/", telling.reference, name="worry_reference"),
    path("concerns/tell/", telling.tell, name="tell_concern"),
    path("concerns/told/", telling.told, name="concerns_told"),
    path("concerns/", queue.queue, name="concerns"),
    path("concerns/robots/", queue.robots, name="concern_robots"),
    path("concerns/workload/", queue.workload, name="concern_workload"),
    path("allegations/", apart.worker_concerns, name="worker_concerns"),
    path("allegations/<uuid:concern>/", apart.worker_concern, name="worker_concern"),
    path(ONE, concern.concern, name="concern"),
    path(f"{ONE}decide/", concern.decide, name="decide_concern"),
    path(f"{ONE}answer/", concern.answer, name="answer_concern"),
    path(f"{ONE}apart/", concern.apart, name="send_concern_apart"),
    path(f"{ONE}clock/<uuid:subject>/<slug:kind>/", concern.end_clock, name="end_concern_clock"),
    path(f"{ONE}give/", concern.give, name="give_concern"),
    path(f"{ONE}pass/", concern.pass_on, name="pass_concern"),
    path("children/<uuid:subject>/worry/", finding.tell_for_child, name="tell_for_child"),
    path(f"{ONE}place/", together.find_place, name="concern_place"),
    path(f"{ONE}join/", together.join, name="join_concern"),
    path(f"{ONE}part/", together.part, name="part_concern"),
    path(f"{ONE}child/new/", finding.new_child, name="concern_new_child"),
    path(f"{ONE}child/", finding.find_child, name="concern_find"),
    path(f"{ONE}child/<uuid:subject>/", finding.child, name="concern_child"),
]
